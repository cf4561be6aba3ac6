"""HTTP/3, with an nginx and a curl that support it (`make servers`)."""

from __future__ import annotations

import os
import subprocess
from contextlib import ExitStack
from pathlib import Path

import pytest

import certificate
from conftest import NEWEST, started
from tests.services.ports import HOST, free_port
from tests.services.unpacked import programs_of

NAME = "play.example"
REQUESTS = 40


class Site:
    """`ask` prints the HTTP version and the status of each response. curl gets all of them over one connection."""

    def __init__(self, stack: ExitStack, directory: Path, **variables: str) -> None:
        crt, key = certificate.write(directory)
        self.port = free_port()
        listen = {"SCHEME": "https", "LISTEN_HTTPS": f"{HOST}:{self.port}"}
        self.system = started(stack, **listen, CERTIFICATE=str(crt), CERTIFICATE_KEY=str(key), **variables)

    def ask(self, path: str, *options: str) -> subprocess.Popen[str]:
        where = ["--resolve", f"{NAME}:{self.port}:{HOST}", f"https://{NAME}:{self.port}{path}"]
        show = ["--insecure", "--silent", "--output", os.devnull, "--write-out", "%{http_version} %{http_code}\\n"]
        curl = str(programs_of(NEWEST) / "curl")
        return subprocess.Popen([curl, *show, *options, *where], stdout=subprocess.PIPE, text=True)


@pytest.fixture
def site(newest: None, stack: ExitStack, tmp_path: Path) -> Site:
    return Site(stack, tmp_path, HTTP3="on")


def test_a_request_arrives_with_the_name_of_its_host(site: Site) -> None:
    assert site.ask("/api/", "--http3-only").communicate()[0] == "3 200\n"
    request = site.system.http.request
    assert (request.values("Host"), request.values("X-Forwarded-Proto")) == ([NAME], ["https"])


def test_it_is_announced_over_the_other_versions(site: Site, tmp_path: Path) -> None:
    headers = tmp_path / "headers"
    assert site.ask("/api/", "--http2", "--dump-header", str(headers)).communicate()[0] == "2 200\n"
    assert 'alt-svc: h3=":443"; ma=86400' in headers.read_text().splitlines()


def test_it_is_off_by_default(newest: None, stack: ExitStack, tmp_path: Path) -> None:
    site, headers = Site(stack, tmp_path), tmp_path / "headers"
    assert site.ask("/api/", "--http2", "--dump-header", str(headers)).communicate()[0] == "2 200\n"
    assert "alt-svc" not in headers.read_text().lower()
    assert site.ask("/api/", "--http3-only", "--max-time", "2").communicate()[0] == "0 000\n"


def test_no_request_fails_while_the_edge_reloads(site: Site) -> None:
    requests = site.ask(f"/api/[1-{REQUESTS}]", "--http3-only", "--rate", "20/s")
    site.system.edge.reload()
    assert requests.communicate()[0] == "3 200\n" * REQUESTS
    assert len(site.system.http.requests) == REQUESTS

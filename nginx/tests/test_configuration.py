"""`start.sh` renders a valid configuration in every variant, with every placeholder filled in."""

from __future__ import annotations

import http.client
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import certificate
from asking import ask
from conftest import System
from edge import START, Edge

DEFAULTS = START.parent / "defaults.sh"
TEMPLATES = sorted((START.parent / "templates").glob("*.template"))
DOCUMENT = START.parents[1] / "docs" / "edge.md"


@pytest.fixture
def edge(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Edge]:
    crt, key = certificate.write(tmp_path)
    edge = Edge(**request.param, CERTIFICATE=str(crt), CERTIFICATE_KEY=str(key), RESOLVER="127.0.0.1:53")
    yield edge
    edge.close()


def judged(edge: Edge) -> subprocess.CompletedProcess[str]:
    return subprocess.run([START, "-t"], env=edge.environment, capture_output=True, text=True, check=False)


FIXED = {
    "UPSTREAMS": "groups",
    **{f"{name}_SERVERS": "server 127.0.0.1:9;" for name in ("HTTP", "SOCKET", "FRONTEND")},
}


@pytest.mark.parametrize(
    "edge", [{"SCHEME": scheme, **kind} for scheme in ("http", "https") for kind in ({}, FIXED)], indirect=True
)
def test_nginx_accepts_it(edge: Edge) -> None:
    done = judged(edge)
    assert (done.returncode, "test is successful" in done.stderr) == (0, True), done.stderr
    rendered = {path.name: path.read_text() for path in (edge.directory / "edge").glob("*.conf")}
    assert set(rendered) == {path.stem for path in TEMPLATES}
    assert [name for name, text in rendered.items() if "${" in text] == []


@pytest.mark.parametrize("edge", [{"SCHEME": "gopher"}, {"UPSTREAMS": "pigeons"}], indirect=True)
def test_a_variant_that_does_not_exist_is_refused(edge: Edge) -> None:
    done = judged(edge)
    assert done.returncode != 0
    assert "No such file" in done.stderr


def test_every_variable_has_a_default_and_is_documented() -> None:
    used = {name for path in TEMPLATES for name in re.findall(r"\$\{(EDGE_\w+)\}", path.read_text())}
    text = DEFAULTS.read_text()
    defaults = set(re.findall(r'^ *: "\$\{(EDGE_\w+):=', text, re.MULTILINE))
    exported = set(re.findall(r"EDGE_\w+", text[text.index("\nexport") :]))
    documented = set(re.findall(r"`(EDGE_\w+)`", DOCUMENT.read_text()))
    assert used <= defaults == documented
    assert used <= exported <= defaults


def test_the_containers_health_check_is_answered_by_nginx_itself(start: Callable[..., System]) -> None:
    system = start()
    host, port = system.edge.variables["LISTEN_LIVE"].split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=60)
    connection.request("GET", "/")
    assert connection.getresponse().status == 204
    connection.close()
    assert system.hits == 0


def test_nothing_listens_when_the_edge_is_closed() -> None:
    with Edge(**FIXED) as edge:
        directory = edge.directory
        assert ask(edge.port, "/api/").status == 502
    with pytest.raises(ConnectionRefusedError):
        ask(edge.port, "/api/")
    assert not directory.exists()


def test_compose_lets_the_edge_give_up_vanished_clients_in_time() -> None:
    """A comment every 20 s and 25.4 s of retransmissions are less than the 60 s that are allowed."""
    for name in ("docker-compose.yml", "docker-compose.prod.yml"):
        text = (START.parents[1] / name).read_text()
        assert "sysctls: {net.ipv4.tcp_retries2: 6}" in text, name

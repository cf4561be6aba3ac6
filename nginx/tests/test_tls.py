"""The production variant: HTTPS, with redirects from HTTP."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest

import certificate
from asking import ask, handshake
from conftest import System
from tests.services.ports import HOST, free_port

HSTS = ["max-age=31536000; includeSubDomains; preload"]


class Secure:
    def __init__(self, start: Callable[..., System], directory: Path) -> None:
        crt, key = certificate.write(directory)
        self.port = free_port()
        listen = {"SCHEME": "https", "LISTEN_HTTPS": f"{HOST}:{self.port}"}
        self.system = start(**listen, CERTIFICATE=str(crt), CERTIFICATE_KEY=str(key))
        self.tls = ssl.create_default_context(cafile=str(crt))

    def shown(self) -> str:
        """The certificate that is sent on a new connection."""
        return ssl.get_server_certificate((HOST, self.port))


@pytest.fixture
def secure(start: Callable[..., System], tmp_path: Path) -> Secure:
    return Secure(start, tmp_path)


def test_everything_is_served_and_says_to_stay_with_https(secure: Secure) -> None:
    system = secure.system
    for path, stub in (("/api/", system.http), ("/ws/game/", system.socket), ("/play", system.frontend)):
        answer = ask(secure.port, path, tls=secure.tls)
        assert (answer.status, answer.values("Strict-Transport-Security")) == (200, HSTS)
        assert stub.request.values("X-Forwarded-Proto") == ["https"]
    refused = ask(secure.port, "/metrics", tls=secure.tls)
    assert (refused.code, refused.values("Strict-Transport-Security")) == ("not_found", HSTS)


def test_http_leads_to_https_and_carries_nothing(secure: Secure) -> None:
    answer = ask(secure.system.port, "/play?from=mail", "POST", body=b"{}", headers={"Host": "play.example:80"})
    assert (answer.status, answer.values("Location")) == (308, ["https://play.example/play?from=mail"])
    assert answer.values("X-Content-Type-Options") == ["nosniff"]
    assert answer.values("Strict-Transport-Security") == []
    assert secure.system.hits == 0


def test_http_on_the_port_of_https_leads_there_too(secure: Secure) -> None:
    answer = ask(secure.port, "/play")
    assert (answer.status, answer.values("Location")) == (308, [f"https://{HOST}:{secure.port}/play"])


def test_a_renewed_certificate_is_taken_and_no_socket_ends(secure: Secure, tmp_path: Path) -> None:
    before = secure.shown()
    with handshake(secure.port, "/ws/game/", secure.tls) as (status, connection):
        assert status == 101
        certificate.write(tmp_path)
        secure.system.edge.reload()
        after = secure.shown()
        assert after != before
        assert after == (tmp_path / "tls.crt").read_text()
        connection.sendall(b"still here")
        assert connection.recv(100) == b"still here"


def test_http_2_is_offered_and_old_tls_is_not(secure: Secure) -> None:
    secure.tls.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection((HOST, secure.port)) as plain,
        secure.tls.wrap_socket(plain, server_hostname=HOST) as tls,
    ):
        assert (tls.selected_alpn_protocol(), tls.version()) == ("h2", "TLSv1.3")
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        secure.tls.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(ssl.SSLError), socket.create_connection((HOST, secure.port)) as plain:
        secure.tls.wrap_socket(plain, server_hostname=HOST)

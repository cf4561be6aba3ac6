"""Certificates from an ACME server: issued for an edge that has none yet, and renewed while in use."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from acme import DOMAIN, Pebble, Renewal
from asking import ask, handshake
from conftest import System
from names import Names
from tests.processes.players import wait_until
from tests.services.ports import HOST, free_port

SECONDS = 60
CHALLENGES = "/.well-known/acme-challenge/"


class Site:
    """An edge without a certificate, and an ACME server. Nginx's workers read `directory`, perhaps as another user."""

    def __init__(self, start: Callable[..., System], stack: ExitStack, directory: Path) -> None:
        directory.chmod(0o755)
        self.folder, self.challenges = directory / "tls", directory / "challenges"
        self.folder.mkdir()
        self.challenges.mkdir()
        self.port = free_port()
        self.system = start(
            SCHEME="https",
            LISTEN_HTTPS=f"{HOST}:{self.port}",
            CERTIFICATE=str(self.folder / "tls.crt"),
            CERTIFICATE_KEY=str(self.folder / "tls.key"),
            CERTIFICATE_SECONDS="0.2",
            ACME="on",
            CHALLENGES=str(self.challenges),
        )
        self.names = stack.enter_context(Names())
        self.names[DOMAIN] = [HOST]
        self.server = stack.enter_context(Pebble(self.names, self.system.port))

    def renewal(self, *, days: int = 30) -> Renewal:
        return Renewal(self.server, self.folder, self.challenges, days=days)

    def shown(self) -> str | None:
        """The certificate that is sent on a new connection."""
        try:
            return ssl.get_server_certificate((HOST, self.port))
        except OSError:
            return None

    def redirects(self) -> bool:
        answer = ask(self.system.port, "/play", headers={"Host": DOMAIN})
        return answer.values("Location") == [f"https://{DOMAIN}/play"]

    def published(self) -> str:
        chain = (self.folder / "tls.crt").read_text()
        return chain[: chain.index("-----END CERTIFICATE-----")] + "-----END CERTIFICATE-----\n"


@pytest.fixture
def site(start: Callable[..., System], stack: ExitStack) -> Site:
    return Site(start, stack, Path(stack.enter_context(TemporaryDirectory(prefix="numberplay-"))))


def trusting_any() -> ssl.SSLContext:
    tls = ssl.create_default_context()
    tls.check_hostname, tls.verify_mode = False, ssl.CERT_NONE
    return tls


def test_an_edge_without_a_certificate_answers_nothing_but_challenges(site: Site) -> None:
    answer = Path(f"{site.challenges}{CHALLENGES}known")
    answer.parent.mkdir(parents=True)
    answer.write_text("the answer")
    known = ask(site.system.port, f"{CHALLENGES}known")
    assert (known.status, known.body, known.values("Content-Type")) == (200, b"the answer", ["text/plain"])
    waiting = ask(site.system.port, "/api/")
    assert (waiting.status, waiting.values("Retry-After")) == (503, ["30"])
    assert ask(site.system.port, f"{CHALLENGES}unknown").status == 404
    assert site.shown() is None
    assert site.system.hits == 0


def test_a_certificate_is_issued_kept_and_renewed_without_ending_a_socket(site: Site) -> None:
    with site.renewal():
        wait_until(lambda: site.shown() is not None, SECONDS)
    first = site.shown()
    assert first == site.published()
    wait_until(site.redirects, SECONDS)
    with site.renewal() as renewal:
        wait_until(lambda: renewal.wrote("no renewal"), SECONDS)
    assert site.published() == first
    with handshake(site.port, "/ws/game/", trusting_any()) as (status, connection):
        assert status == 101
        with site.renewal(days=10_000):
            wait_until(lambda: site.shown() not in (first, None), SECONDS)
        connection.sendall(b"still here")
        assert connection.recv(100) == b"still here"


def test_a_refused_challenge_leaves_the_edge_waiting(site: Site) -> None:
    site.names[DOMAIN] = []
    with site.renewal() as renewal:
        wait_until(lambda: renewal.wrote("had a problem"), SECONDS)
        assert not (site.folder / "tls.crt").exists()
        assert ask(site.system.port, "/play").status == 503
        site.names[DOMAIN] = [HOST]
        wait_until(lambda: site.shown() is not None, SECONDS)

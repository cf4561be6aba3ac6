"""The real backend behind the real edge, on one origin."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from asking import ask
from conftest import System
from edge import START
from tests.contracts.documents import described_frame
from tests.processes.raw_http import Answer
from tests.services.ports import HOST
from tests.services.server import Server

MANAGE = START.parents[1] / "backend" / "manage.py"
PLAYER = {"username": "edge_player", "email": "edge@example.org", "password": "correct horse battery staple"}


class Backend(Server):
    """HTTP and sockets in one process, as started by `make run`, configured for one proxy."""

    name = "the backend"

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def migrate(self) -> None:
        subprocess.run([*self._manage("migrate", "--no-input", "--verbosity=0")], check=True)

    def _manage(self, *words: str) -> list[str]:
        # Passes only the variables that Python needs from the user's environment.
        ours = {
            "PATH": os.environ.get("PATH", os.defpath),
            "DATABASE_URL": f"sqlite:///{self.directory / 'database.sqlite3'}",
            "NUM_PROXIES": "1",
        }
        return ["env", "-i", *(f"{name}={value}" for name, value in ours.items()), sys.executable, str(MANAGE), *words]

    def _command(self) -> list[str]:
        return self._manage("serve", "--host", HOST, "--port", str(self.port))

    def _answers(self) -> bool:
        with socket.create_connection((HOST, self.port), timeout=1):
            return True


@pytest.fixture
def port(start: Callable[..., System]) -> Iterator[int]:
    backend = Backend()
    try:
        backend.migrate()
        backend.start()
        address = f"{HOST}:{backend.port}"
        servers = f"server {address};"
        yield start(HTTP=address, SOCKET=address, HTTP_SERVERS=servers, SOCKET_SERVERS=servers).port
    finally:
        backend.close()


def post(port: int, path: str, body: Any, **headers: str) -> Answer:
    return ask(port, path, "POST", body=json.dumps(body), headers={"Content-Type": "application/json", **headers})


def opened(port: int, token: str, origin: str) -> ClientConnection:
    protocols = [Subprotocol("numberplay.v1"), Subprotocol(f"bearer.{token}")]
    return connect(
        f"ws://{HOST}:{port}/ws/game/", subprotocols=protocols, additional_headers={"Origin": origin}, proxy=None
    )


def test_a_play_reaches_the_socket_through_one_port(port: int) -> None:
    here = f"http://{HOST}:{port}"
    registered = post(port, "/auth/api/register/", PLAYER)
    assert registered.status == 201
    token = registered.json["access"]
    with opened(port, token, here) as connection:
        played = post(port, "/api/game/play/", {"number": 842}, Authorization=f"Bearer {token}", Origin=here)
        assert (played.status, played.json["result"], played.json["prize"]) == (200, "win", 421)
        assert described_frame(connection.recv(60)) == {"type": "game_result", **played.json}
        connection.send('{"number": 3}')
        assert described_frame(connection.recv(60))["seq"] == 2
    for origin, secret in (("https://elsewhere.example", token), (here, "nonsense")):
        with pytest.raises(InvalidStatus) as refused:
            opened(port, secret, origin)
        assert refused.value.response.status_code == 403
    sessions = ask(
        port, "/auth/api/sessions/", headers={"Authorization": f"Bearer {token}", "X-Forwarded-For": "1.2.3.4"}
    )
    assert [session["ip"] for session in sessions.json] == [HOST]
    assert len(sessions.values("X-Request-ID")) == len(sessions.values("X-Frame-Options")) == 1
    assert ask(port, "/health/").status == 200
    assert ask(port, "/metrics").code == "not_found"
    assert b"swagger" in ask(port, "/api/docs/").body
    assert ask(port, "/api/docs/").values("Content-Security-Policy")[0].startswith("default-src 'self'")

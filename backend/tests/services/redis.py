"""Redis for the tests, which keeps no data when it stops."""

from __future__ import annotations

import socket

from tests.services.binaries import find
from tests.services.ports import HOST
from tests.services.server import Server


class RedisServer(Server):
    name = "Redis"

    def __init__(self) -> None:
        self._program = find("redis-server", package="redis-server")
        super().__init__()

    @property
    def url(self) -> str:
        return f"redis://{HOST}:{self.port}/0"

    def _command(self) -> list[str]:
        options = {"port": str(self.port), "bind": HOST, "save": "", "appendonly": "no", "dir": str(self.directory)}
        return [self._program, *(word for name, value in options.items() for word in (f"--{name}", value))]

    def _answers(self) -> bool:
        with socket.create_connection((HOST, self.port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")

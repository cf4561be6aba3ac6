"""HAProxy with the configuration from deploy/ha, in front of servers that the tests start."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.services.binaries import find
from tests.services.ports import HOST
from tests.services.server import Server
from tests.services.sql import speaks_mysql

CONFIGURATION = Path(__file__).resolve().parents[3] / "deploy" / "ha" / "haproxy.cfg"


class HAProxy(Server):
    """Ready when a server behind it responds. The first port is the writer's; the others are those of standbys."""

    name = "HAProxy"

    def __init__(self, ports: Sequence[int]) -> None:
        self._program = find("haproxy", package="haproxy")
        super().__init__()
        self._ports = ports

    @property
    def url(self) -> str:
        return f"tcp://{HOST}:{self.port}"

    def _environment(self) -> Mapping[str, str]:
        servers = {f"GALERA_{number}": f"{HOST}:{port}" for number, port in enumerate(self._ports, 1)}
        return {**os.environ, "DATABASE_BIND": f"{HOST}:{self.port}", **servers}

    def _command(self) -> list[str]:
        return [self._program, "-db", "-f", str(CONFIGURATION)]

    def _answers(self) -> bool:
        return speaks_mysql(self.port)

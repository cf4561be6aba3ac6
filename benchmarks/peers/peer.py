"""Starts a peer with a schema of its own on the services of the product."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from benchmarks.system import IMPORTABLE, SECRET, System, tree
from tests.processes.programs import WebProgram, environment
from tests.services.ports import listens

TABLE = """CREATE TABLE plays (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, player_id BIGINT NOT NULL, number SMALLINT NOT NULL
)"""


@dataclass(frozen=True, kw_only=True)
class Peer:
    """In the commands, `{port}` is the port. Their environment has `DATABASE_URL`, `REDIS_URL` and `SECRET_KEY`.

    `http` runs on two processes, unless its server always has one. `sockets` runs on one, and is empty if the peer has
    no sockets. `prepare` runs before them, and reads the players' ids, one per line.
    """

    name: str
    http: tuple[str, ...]
    sockets: tuple[str, ...] = ()
    prepare: tuple[str, ...] = ()


class PeerProgram(WebProgram):
    name = "peer"

    def __init__(self, command: tuple[str, ...], env: dict[str, str]) -> None:
        super().__init__(env)
        self._words = command

    def kill(self) -> None:
        """Also kills the workers, because those of some servers outlive a killed parent."""
        os.killpg(self.pid, signal.SIGKILL)
        super().kill()

    def _command(self) -> list[str]:
        return [word.format(port=self.port) for word in self._words]

    def _ready(self, pid: int) -> bool:
        try:
            return self._answers() and any(listens(process, self.port) for process in tree(pid))
        except OSError:
            return False


def found() -> list[Peer]:
    package = import_module("benchmarks.peers")
    folders = sorted(module.name for module in iter_modules(package.__path__) if module.ispkg)
    return [import_module(f"benchmarks.peers.{folder}").PEER for folder in folders]


def prepared(peer: Peer, system: System, players: Iterable[int]) -> dict[str, str]:
    """Creates the peer's schema, and returns the environment of its processes."""
    schema = schema_of(peer)
    system.database.query(f"DROP DATABASE IF EXISTS {schema}")
    system.database.query(f"CREATE DATABASE {schema} CHARACTER SET utf8mb4")
    system.database.query(TABLE, schema)
    url = system.database.url.rpartition("/")[0] + f"/{schema}"
    env = {**environment(DATABASE_URL=url, REDIS_URL=system.redis.url, SECRET_KEY=SECRET), **IMPORTABLE}
    if peer.prepare:
        ids = "\n".join(map(str, players))
        subprocess.run(peer.prepare, env=env, input=ids, text=True, check=True)
    return env


def schema_of(peer: Peer) -> str:
    return "peer_" + re.sub(r"\W+", "_", peer.name.lower())


def beside(file: str, name: str) -> str:
    """The path of `name` in the folder of `file`."""
    return str(Path(file).with_name(name))

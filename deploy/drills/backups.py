"""Backups and copied binary logs of the system's database, and node_exporter with their metrics."""

from __future__ import annotations

import socket
import subprocess
from contextlib import AbstractContextManager
from pathlib import Path

from copying import Copying, copying
from installation import Installation
from tests.services.binaries import find
from tests.services.ports import HOST
from tests.services.server import Server


class NodeExporter(Server):
    name = "node_exporter"

    def __init__(self, metrics: Path) -> None:
        self._program = find("prometheus-node-exporter", package="prometheus-node-exporter")
        super().__init__()
        self._metrics = metrics

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def _command(self) -> list[str]:
        collector = ["--collector.disable-defaults", "--collector.textfile"]
        folder = f"--collector.textfile.directory={self._metrics}"
        return [self._program, *collector, folder, f"--web.listen-address={HOST}:{self.port}"]

    def _answers(self) -> bool:
        with socket.create_connection((HOST, self.port), timeout=1):
            return True


class Backups:
    """`options` is the option file of the jobs, and `metrics` is METRICS_FOLDER."""

    def __init__(self, database: Server, folder: Path) -> None:
        self.site = Installation(database, folder, migrated=False)
        self.metrics = folder / "metrics"
        self.metrics.mkdir()
        self.exporter = NodeExporter(self.metrics)

    @property
    def newest(self) -> Path:
        return max(self.site.backups.glob("*.sql.gz"))

    def backup(self) -> subprocess.CompletedProcess[str]:
        return self.site.run("backup", self.site.backups, METRICS_FOLDER=str(self.metrics))

    def verify(self) -> subprocess.CompletedProcess[str]:
        return self.site.run("verify", "--until", "latest", METRICS_FOLDER=str(self.metrics))

    def copying(self) -> AbstractContextManager[Copying]:
        return copying(self.site, METRICS_FOLDER=str(self.metrics))

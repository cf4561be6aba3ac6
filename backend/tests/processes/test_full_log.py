"""If the disk of the log is full, only log lines are lost."""

from __future__ import annotations

import sys
from contextlib import closing

from tests.processes.players import Edge
from tests.processes.programs import BACKEND, Serve

INTO_FULL_DISK = 'exec 2>/dev/full; exec "$@"'


class ServeIntoFullDisk(Serve):
    def _command(self) -> list[str]:
        return ["/bin/sh", "-c", INTO_FULL_DISK, "sh", sys.executable, str(BACKEND / "manage.py"), *self._options()]

    def _options(self) -> list[str]:
        return ["serve", "--port", str(self.port)]


def test_plays_and_refusals_are_answered_without_a_log(serve: Serve) -> None:
    with ServeIntoFullDisk(serve.env) as silent, closing(Edge(silent)) as edge:
        account = edge.register()
        assert edge.play(account, 842).json()["seq"] == 1
        assert edge.statistics(account)["total_games"] == 1
        assert edge.call("GET", "/api/nowhere/", account).status_code == 404

"""A restore to a moment: what it replays, and what it refuses."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from binlogs.copies import as_time, histories
from copying import Copying, copying, logs
from installation import Installation
from tests.processes.players import Account, Edge
from tests.processes.programs import Serve

UNTOUCHED = "Nothing was changed: numberplay is as it was."


@pytest.fixture(scope="session")
def edge(site: Installation) -> Iterator[Edge]:
    with Serve(site.env) as serve, closing(Edge(serve)) as edge:
        yield edge


def next_second() -> str:
    """A moment after everything that happened before the call, and before everything that happens afterwards."""
    second = int(time.time()) + 1
    while time.time() < second:
        time.sleep(0.01)
    return as_time(second)


class Past:
    """One player plays before the backup, after it, and after the moment. The logs are copied."""

    def __init__(self, site: Installation, edge: Edge) -> None:
        self.site, self.edge = site, edge
        self.account: Account = edge.register()
        self.early = next_second()
        self.play(842, 841)
        self.file = site.backup()
        self.play(902)
        site.execute("USE numberplay; ALTER TABLE game_play COMMENT = 'changed'")

"""Reads on another node right after a play."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.processes.programs import BACKEND, environment
from tests.services.sql import SQLServer

READS = 400
SCRIPT = Path(__file__).with_name("reader.py")


class Reads(NamedTuple):
    """`older` counts reads that didn't include the play acknowledged before them. Medians are in milliseconds."""

    older: int
    play: float
    read: float


@contextmanager
def applying_held(node: SQLServer) -> Iterator[None]:
    """The node receives commits from the others, but doesn't apply them."""
    with closing(node.connect()) as connection:
        connection.cursor().execute("FLUSH TABLES WITH READ LOCK")
        yield


def after_plays(player: int, writer: SQLServer, other: SQLServer, plays: int = READS) -> Reads:
    command = [sys.executable, str(SCRIPT), str(player), str(plays), str(other.port)]
    env = environment(
        DATABASE_URL=writer.url, DATABASE_CONNECTION_SECONDS="600", DJANGO_SETTINGS_MODULE="config.settings"
    )
    done = subprocess.run(command, cwd=BACKEND, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    older, play, read = done.stdout.split()
    found = Reads(int(older), float(play), float(read))
    print(found)
    return found

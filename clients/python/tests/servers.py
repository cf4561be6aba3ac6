"""A real server, as an operator would run it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.processes.programs import UNLIMITED, Serve, environment
from tests.processes.stage import fresh_database


@contextmanager
def one_server(folder: Path) -> Iterator[Serve]:
    with fresh_database(folder) as url, Serve(environment(DATABASE_URL=url, **UNLIMITED)) as serve:
        yield serve

"""What needs a real Redis and gunicorn is in shared/, which has a conftest of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.processes.players import Edge
from tests.processes.programs import Serve
from tests.processes.stage import database_url, embedded, serve

__all__ = ["database_url", "edge", "embedded", "serve"]


@pytest.fixture
def edge(serve: Serve) -> Iterator[Edge]:
    opened = Edge(serve)
    yield opened
    opened.close()

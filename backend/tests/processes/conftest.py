"""Tests that need a real Redis and gunicorn are in shared/, which has its own conftest."""

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

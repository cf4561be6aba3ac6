"""One stack of docker-compose.prod.yml with deploy/ha/compose.yml, started as docs/high-availability.md says."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import pytest

from deploy.compose.tests.players import Player
from deploy.compose.tests.production.system import HTTPS
from deploy.compose.tests.stack import Stack

FILES = ["docker-compose.prod.yml", "deploy/ha/compose.yml", "deploy/compose/smoke.prod.yml"]


@pytest.fixture(scope="package")
def stack(production: dict[str, str]) -> Iterator[Stack]:
    stack = Stack("numberplay-smoke-ha", FILES, production)
    stack.down()
    try:
        stack.up(GALERA_ADDRESS="gcomm://")
        stack.up("mysql")
        yield stack
    finally:
        stack.down()


@pytest.fixture
def player(stack: Stack, trust: ssl.SSLContext) -> Player:
    return Player(HTTPS, trust)

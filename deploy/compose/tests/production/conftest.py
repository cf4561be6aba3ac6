"""One stack of docker-compose.prod.yml, with three instances of each scalable service."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import pytest

from deploy.compose.tests.players import Player
from deploy.compose.tests.production.system import HTTPS, SCALED
from deploy.compose.tests.stack import Stack


@pytest.fixture(scope="package")
def stack(production: dict[str, str]) -> Iterator[Stack]:
    stack = Stack("numberplay-smoke-prod", ["docker-compose.prod.yml", "deploy/compose/smoke.prod.yml"], production)
    stack.down()
    try:
        stack.up(*(f"--scale={service}={number}" for service, number in SCALED.items()))
        yield stack
    finally:
        stack.down()


@pytest.fixture
def player(stack: Stack, trust: ssl.SSLContext) -> Player:
    return Player(HTTPS, trust)

"""One stack of docker-compose.prod.yml, with three instances of each scalable service."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from deploy.compose.tests.production.system import SCALED
from deploy.compose.tests.stack import Stack

FILES = ["docker-compose.prod.yml", "deploy/compose/smoke.prod.yml"]


@pytest.fixture(scope="package")
def stack(production: dict[str, str]) -> Iterator[Stack]:
    with Stack("numberplay-smoke-prod", FILES, production) as stack:
        stack.up(*(f"--scale={service}={number}" for service, number in SCALED.items()))
        yield stack

"""One stack of docker-compose.prod.yml with deploy/ha/compose.yml, started as docs/high-availability.md says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from deploy.compose.tests.stack import Stack

FILES = ["docker-compose.prod.yml", "deploy/ha/compose.yml", "deploy/compose/smoke.prod.yml"]


@pytest.fixture(scope="package")
def stack(production: dict[str, str]) -> Iterator[Stack]:
    with Stack("numberplay-smoke-ha", FILES, production) as stack:
        stack.up(GALERA_ADDRESS="gcomm://")
        stack.up("mysql")
        yield stack

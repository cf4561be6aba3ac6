"""Every test of a restore runs on MariaDB, and on MySQL where there is a `mysqld`: `make mysql` unpacks one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from databases import server_of
from installation import Installation
from tests.services.mysql import find_mysqld

SERVERS = ["MariaDB", *(["MySQL"] if find_mysqld() else [])]


@pytest.fixture(scope="session", params=SERVERS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with server_of(request.param) as server:
        yield Installation(server, tmp_path_factory.mktemp("site"))

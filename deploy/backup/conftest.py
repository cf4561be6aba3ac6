"""Every test of a restore runs on MariaDB, and on MySQL if `mysqld` on the path is MySQL's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from databases import MySQLServer, mysqld
from installation import Installation
from tests.services import MariaDBServer
from tests.services.server import Server

SERVERS = ["MariaDB", *(["MySQL"] if mysqld() else [])]


@pytest.fixture(scope="session", params=SERVERS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    server: Server = MySQLServer() if request.param == "MySQL" else MariaDBServer(durable=False)
    with server:
        yield Installation(server, tmp_path_factory.mktemp("site"))

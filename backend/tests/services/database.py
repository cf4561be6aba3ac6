"""The database that tests start: MariaDB, or MySQL if `TEST_DATABASE` selects it (`python -m tests.services`)."""

from __future__ import annotations

import os
from importlib.util import find_spec

from tests.services.binaries import has
from tests.services.mariadb import MariaDBServer
from tests.services.mysql import MySQLServer, find_mysqld
from tests.services.sql import SQLServer


def database_server(*, durable: bool = True) -> SQLServer:
    return MySQLServer(durable=durable) if _is_mysql() else MariaDBServer(durable=durable)


def has_database_server() -> bool:
    return bool(find_spec("MySQLdb") and (find_mysqld() if _is_mysql() else has("mariadbd")))


def _is_mysql() -> bool:
    return os.environ.get("TEST_DATABASE") == "mysql"

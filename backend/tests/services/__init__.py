"""A real MariaDB and a real Redis for the tests, on free ports, in temporary directories.

As a command, in backend/: `python -m tests.services [--fast] -- <command…>` runs the command with the `DATABASE_URL`
and `REDIS_URL` of its own services. As a library: `with RedisServer() as redis:` for tests that stop, kill or pause it.
"""

from tests.services.binaries import ServiceMissing
from tests.services.database import database_server
from tests.services.mariadb import MariaDBServer
from tests.services.redis import RedisServer
from tests.services.sql import SQLServer

__all__ = ["MariaDBServer", "RedisServer", "SQLServer", "ServiceMissing", "database_server"]

"""A real MariaDB and a real Redis for the tests, on free ports, in directories that are thrown away.

As a command, in backend/: `python -m tests.services [--fast] -- <command…>` runs the command with `DATABASE_URL` and
`REDIS_URL` of services of its own. As a library: `with RedisServer() as redis:` for tests that stop, kill or pause it.
"""

from tests.services.binaries import ServiceMissing
from tests.services.mariadb import MariaDBServer
from tests.services.redis import RedisServer

__all__ = ["MariaDBServer", "RedisServer", "ServiceMissing"]

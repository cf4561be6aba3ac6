"""The project: settings, entry points and processes."""

from core import service

service.NAME = "numberplay"
service.REDIS_PREFIX = "np"
service.GROUP_PREFIX = "player"

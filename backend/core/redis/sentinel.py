"""Redis Sentinel: connections that always connect to the current primary.

redis-py finds the primary. Each class here changes one behavior of redis-py or django-redis that is a problem in a
process with many threads. See docs/decisions/0055 for the reasons.
"""

from __future__ import annotations

import threading
from typing import Any

from django_redis.pool import ConnectionFactory
from redis.connection import SSLConnection
from redis.sentinel import MasterNotFoundError, Sentinel, SentinelConnectionPool, SentinelManagedConnection

WAIT_SECONDS = 0.5


class PrimaryConnection(SentinelManagedConnection):
    def send_packed_command(self, command: Any, check_health: bool = True) -> None:
        """Queries the Sentinels before it reconnects. The base class does so only in `connect`, and reconnects a broken
        connection to the previous address.
        """
        if not self.is_connected:
            self.connect()  # type: ignore[no-untyped-call]
        super().send_packed_command(command, check_health)  # type: ignore[no-untyped-call]

    def read_response(
        self, disable_decoding: Any = False, *, disconnect_on_error: bool | None = True, **options: Any
    ) -> Any:
        """Closes the connection when a read fails. The base class leaves it open after a timeout, so a late reply would
        be taken for the reply to the next command.
        """
        return super().read_response(disable_decoding, disconnect_on_error=disconnect_on_error, **options)


class TLSPrimaryConnection(PrimaryConnection, SSLConnection):
    pass


class Sentinels(Sentinel):
    """Allows one thread at a time. redis-py moves the Sentinel that answered to the front of a shared list, and two
    threads that do this concurrently can remove a Sentinel permanently.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)  # type: ignore[no-untyped-call]
        self._lock = threading.Lock()

    def discover_master(self, service_name: str) -> Any:
        if not self._lock.acquire(timeout=WAIT_SECONDS):
            raise MasterNotFoundError("Sentinel is not responding to another thread either")
        try:
            return super().discover_master(service_name)  # type: ignore[no-untyped-call]
        finally:
            self._lock.release()


class PrimaryConnectionFactory(ConnectionFactory):  # type: ignore[misc]  # no types
    """Creates django-redis's pools. Its own factory shares a pool between services whose names differ only in case, and
    ignores the Sentinels; here, the URL that identifies a pool includes the Sentinels.
    """

    def get_connection_pool(self, params: dict[str, Any]) -> SentinelConnectionPool:
        options = self.options["SENTINELS"]
        sentinels = Sentinels(options["sentinels"], sentinel_kwargs=options["sentinel_kwargs"])
        return SentinelConnectionPool(  # type: ignore[no-untyped-call]
            options["service_name"],
            sentinels,
            connection_class=TLSPrimaryConnection if options["tls"] else PrimaryConnection,
            **options["primary"],
            **self.pool_cls_kwargs,
        )

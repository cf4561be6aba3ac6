"""Redis Sentinel: connections that lead to the primary, whichever server that is, each time they are opened.

redis-py finds the primary. Each class here changes one thing about it or django-redis that would go wrong in a process
with many threads; docs/decisions/0055 has the reasons.
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
        """Asks the Sentinels before it reconnects. Its base class does so in `connect` alone, and sends what follows a
        broken connection to the address that it had before."""
        if not self.is_connected:
            self.connect()  # type: ignore[no-untyped-call]
        super().send_packed_command(command, check_health)  # type: ignore[no-untyped-call]

    def read_response(
        self, disable_decoding: Any = False, *, disconnect_on_error: bool | None = True, **options: Any
    ) -> Any:
        """Closes the connection when a read fails. Its base class leaves it open after a timeout, and the answer that
        is still on its way would be taken for the answer to the next command."""
        return super().read_response(disable_decoding, disconnect_on_error=disconnect_on_error, **options)


class TLSPrimaryConnection(PrimaryConnection, SSLConnection):
    pass


class Sentinels(Sentinel):
    """Asked by one thread at a time: the one that answered is moved to the front of a list that all threads share, and
    two that do so at once can drop a Sentinel from it for good."""

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
    """Makes django-redis's pools. Its own factory keeps one pool for a service's name, whichever Sentinels know it, and
    that name in lower case; here the URL that tells pools apart names the Sentinels too."""

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

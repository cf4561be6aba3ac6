"""Daphne with limits and a graceful shutdown.

`core.servers.websocket` limits the data that is buffered for a client and that a client may send. On SIGTERM, Daphne
itself would abort everything in flight.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from itertools import count
from typing import Any

import structlog
from daphne import http_protocol
from daphne.server import Server
from daphne.ws_protocol import WebSocketFactory
from twisted.internet import defer, reactor

from core import service
from core.http.handshakes import VERSION
from core.servers.http_channel import Channel
from core.servers.http_request import HttpRequest
from core.servers.http_responses import PacedRequest
from core.servers.websocket import BoundedProtocol
from core.servers.websocket_closing import CLOSE_SECONDS, LINGER_SECONDS
from core.sockets.closing import RESTARTING
from core.sockets.hub import hub
from core.sockets.limits import MAX_FRAME_BYTES

logger = structlog.get_logger(__name__)

DRAIN_SECONDS = 5.0
DRAIN_SOCKETS_PER_SECOND = 200
IN_FLIGHT_SECONDS = 20.0
FLUSH_SECONDS = 0.2  # to send the last responses
CLOSED_SECONDS = CLOSE_SECONDS + LINGER_SECONDS  # to receive the last Close frames
HANDSHAKE_SECONDS = 10  # a backstop: `core.sockets.consumer` ends slow handshakes earlier, with a close code
CHECK_EVERY = 3  # one in this many of Daphne's periodic checks runs
# Thresholds of the garbage collector. A socket has hundreds of objects: with Python's default of 700, a collection
# would run for every few sockets when many connect at once. Garbage from requests that were in flight during a
# collection is freed only by a collection of the oldest generation, which is rare. So everything is collected once a
# minute, unless many sockets are connecting.
GC_THRESHOLDS = (10_000, 5, 10)
COLLECT_SECONDS = 60.0
FEW_CONNECTIONS = 500
# The interval after which a busy thread yields. With Python's default of 5 ms and a dozen busy threads, the event loop
# and all its sockets would wait 60 ms each time.
SWITCH_SECONDS = 0.0005


class SocketServer(Server):  # type: ignore[misc]
    """Serves `/ws/` and event streams, or everything if there is no edge."""

    def __init__(self, application: Any, endpoints: list[str]) -> None:
        WebSocketFactory.protocol = BoundedProtocol
        http_protocol.WebRequest = HttpRequest
        http_protocol.HTTPFactory.protocol = Channel
        self._application_checks, self._timeout_checks = count(1), count(1)
        super().__init__(
            application,
            endpoints=endpoints,
            websocket_max_message_size=MAX_FRAME_BYTES,
            websocket_max_frame_size=MAX_FRAME_BYTES,
            websocket_timeout=-1,  # a socket is closed when its token expires
            websocket_handshake_timeout=HANDSHAKE_SECONDS,
            server_name=service.NAME,
            ready_callable=self._ready,
        )

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        if scope["type"] == "websocket":
            scope["extensions"] = {"websocket.http.response": {}}
            scope["frames"] = protocol.frames  # the application and the server share one bucket
        return super().create_application(protocol, scope)

    def protocol_disconnected(self, protocol: Any) -> None:
        """Daphne may call it again for a connection that it has already removed."""
        if protocol in self.connections:
            super().protocol_disconnected(protocol)

    def _ready(self) -> None:
        self.ws_factory.setProtocolOptions(
            versions=[int(VERSION)],
            failByDrop=True,  # ignores everything after an invalid frame; `ClosingProtocol` still closes properly
            closeHandshakeTimeout=CLOSE_SECONDS,
        )
        BoundedProtocol.take_options(self.ws_factory)
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GC_THRESHOLDS)
        reactor.callLater(COLLECT_SECONDS, self._collect)
        sys.setswitchinterval(SWITCH_SECONDS)

    def _collect(self) -> None:
        if len(self.connections) <= FEW_CONNECTIONS:
            gc.collect()
        reactor.callLater(COLLECT_SECONDS, self._collect)

    async def handle_reply(self, protocol: Any, message: Any) -> None:
        await super().handle_reply(protocol, message)
        if isinstance(protocol, PacedRequest) and message.get("more_body"):
            await protocol.drained(len(message["body"]))

    def application_checker(self) -> None:
        """Detects finished applications, less often than Daphne, which checks every connection each second."""
        if next(self._application_checks) % CHECK_EVERY == 0:
            super().application_checker()  # reschedules itself in a second
        else:
            reactor.callLater(1, self.application_checker)

    def timeout_checker(self) -> None:
        """Detects silent and slow connections, less often than Daphne, which checks all of them every two seconds."""
        if next(self._timeout_checks) % CHECK_EVERY == 0:
            super().timeout_checker()  # reschedules itself in two seconds
        else:
            reactor.callLater(2, self.timeout_checker)

    def kill_all_applications(self) -> Any:
        """Closes all connections. Twisted waits for the returned Deferred before it stops."""
        return defer.ensureDeferred(self._drain())

    async def _drain(self) -> None:
        for listening in self.listeners:
            listening.addCallback(lambda port: port and port.stopListening())
        await defer.Deferred.fromFuture(asyncio.ensure_future(self._finish()))

    async def _finish(self) -> None:
        here = hub()
        seconds = min(DRAIN_SECONDS, len(here.sockets) / DRAIN_SOCKETS_PER_SECOND)
        logger.info("server.draining", sockets=len(here.sockets))
        await here.drain(RESTARTING, seconds)
        deadline = time.monotonic() + IN_FLIGHT_SECONDS
        while self._running() and time.monotonic() < deadline:
            await asyncio.sleep(0.05)
        cut = self._running()
        for application in cut:
            application.cancel()
        await asyncio.gather(*cut, return_exceptions=True)
        await asyncio.sleep(FLUSH_SECONDS)
        deadline = time.monotonic() + CLOSED_SECONDS
        while self.ws_factory.getConnectionCount() and time.monotonic() < deadline:
            await asyncio.sleep(0.05)

    def _running(self) -> list[asyncio.Future[None]]:
        known = [details.get("application_instance") for details in self.connections.values()]
        return [application for application in known if application is not None and not application.done()]

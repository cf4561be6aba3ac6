"""Daphne, with the bounds and the end that it lacks.

It bounds neither what waits for a client that does not read, nor what waits for us of one that does not stop; and on
SIGTERM it cuts what is in flight.
"""

from __future__ import annotations

import asyncio
import gc
import time
from itertools import count
from typing import Any

import structlog
from daphne.server import Server
from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol
from twisted.internet import defer, reactor

from core.hub import hub
from core.websocket import FLOODING, MAX_FRAME_BYTES, OVERLOADED, RESTARTING, UNHANDLED_FRAMES

logger = structlog.get_logger(__name__)

TRANSPORT_BYTES = 64 * 1024  # what Twisted takes before it says that a client has stopped reading
UNREAD_BYTES = 256 * 1024 - TRANSPORT_BYTES
DRAIN_SECONDS = 5.0
DRAIN_SOCKETS_PER_SECOND = 200
IN_FLIGHT_SECONDS = 20.0
FLUSH_SECONDS = 0.2  # for the last answers to leave
HANDSHAKE_SECONDS = 10  # for what has bounds of its own (`core.websocket`), which end it with a close code
PING_SECONDS = 30.0  # of silence; with the next two lines, a peer that vanished is noticed within a minute
PONG_SECONDS = 15.0
LOOK_EVERY = 3  # of the times that Daphne comes by
COLLECTED_AFTER = 10_000  # objects. A socket has hundreds: at Python's 700 a crowd would be gone through for each few


class BoundedProtocol(WebSocketProtocol):  # type: ignore[misc]  # daphne has no types
    """Is its own transport's producer, as that is whom Twisted tells when a client has stopped reading.

    Autobahn writes a coloured line for each connection and each frame into a log that nobody reads. What does so is
    replaced here: `CONFIG_ATTRS`, `dataReceived`, `sendData`.
    """

    failByDrop = False  # noqa: N815  what is wrong is said (1009) before the connection ends
    CONFIG_ATTRS = ()  # `take_options` has them
    muted: bool
    unread_bytes = 0
    congested = False
    heard_at = 0.0
    pinged_at: float | None = None

    @classmethod
    def take_options(cls, factory: WebSocketFactory) -> None:
        """For all connections. Autobahn would copy them into each."""
        for name in WebSocketProtocol.CONFIG_ATTRS:
            if name not in vars(cls):
                option = getattr(factory, name)
                setattr(cls, name, staticmethod(option) if callable(option) else option)

    def connectionMade(self) -> None:  # noqa: N802  Twisted's name
        self.transport.unregisterProducer()  # the HTTP channel's, from before the upgrade
        self.transport.registerProducer(self, True)
        super().connectionMade()

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        self.heard_at, self.pinged_at = time.monotonic(), None
        self._dataReceived(data)

    def sendData(self, data: bytes, sync: bool = False, chopsize: int | None = None) -> None:  # noqa: N802
        """All that is sent passes here: results, pongs and closes."""
        if self.congested:
            self.unread_bytes += len(data)
            if self.unread_bytes > UNREAD_BYTES and not self.muted:
                self._give_up(OVERLOADED)
                return
        self.transport.write(data)

    def check_timeouts(self) -> None:
        """Called every six seconds. Daphne's pings have a timer each, to be set and cancelled."""
        if self.state != self.STATE_OPEN:
            super().check_timeouts()
            return
        now = time.monotonic()
        if self.pinged_at is not None:
            if now - self.pinged_at > PONG_SECONDS:
                self.onAutoPingTimeout()
        elif now - self.heard_at > PING_SECONDS:
            self.pinged_at = now
            self.sendPing()

    def pauseProducing(self) -> None:  # noqa: N802
        self.congested = True

    def resumeProducing(self) -> None:  # noqa: N802
        self.congested = False
        self.unread_bytes = 0

    def stopProducing(self) -> None:  # noqa: N802
        self.congested = False

    def serverSend(self, content: Any, binary: bool = False) -> None:  # noqa: N802
        """The application learns of a close later than we do, and may still be sending."""
        if self.state == self.STATE_OPEN:
            super().serverSend(content, binary)

    def sendClose(self, code: int | None = None, reason: str | None = None) -> None:  # noqa: N802
        """Autobahn holds a server to 1000 and 3000 to 4999; the codes below are meant for servers too."""
        self.sendCloseFrame(code=code)

    def onMessage(self, payload: bytes, isBinary: bool) -> None:  # noqa: N802, N803
        if not self.muted and self.application_queue.qsize() >= UNHANDLED_FRAMES:
            self._give_up(FLOODING)
            return
        super().onMessage(payload, isBinary)

    def _give_up(self, code: int) -> None:
        """The closing handshake times out soon, as who does not read does not answer; then the connection drops."""
        if not self.muted:
            self.muted = True
            logger.warning("socket.given_up", code=code)
            self.application_queue.put_nowait({"type": "websocket.disconnect", "code": code})
            self.sendClose(code=code)


class SocketServer(Server):  # type: ignore[misc]
    """One process for `/ws/`, or for everything where there is no edge."""

    def __init__(self, application: Any, endpoints: list[str]) -> None:
        WebSocketFactory.protocol = BoundedProtocol
        self._application_looks, self._timeout_looks = count(1), count(1)
        super().__init__(
            application,
            endpoints=endpoints,
            websocket_max_message_size=MAX_FRAME_BYTES,
            websocket_max_frame_size=MAX_FRAME_BYTES,
            websocket_timeout=-1,  # the token's end is the socket's
            websocket_handshake_timeout=HANDSHAKE_SECONDS,
            server_name="numberplay",
            ready_callable=self._ready,
        )

    def _ready(self) -> None:
        BoundedProtocol.take_options(self.ws_factory)
        gc.collect()
        gc.freeze()
        gc.set_threshold(COLLECTED_AFTER)

    def application_checker(self) -> None:
        """Whether an application is done. Daphne would look at every connection each second."""
        if next(self._application_looks) % LOOK_EVERY == 0:
            super().application_checker()  # comes back in a second
        else:
            reactor.callLater(1, self.application_checker)

    def timeout_checker(self) -> None:
        """Whether a connection is silent or late. Daphne would look at every one each two seconds."""
        if next(self._timeout_looks) % LOOK_EVERY == 0:
            super().timeout_checker()  # comes back in two seconds
        else:
            reactor.callLater(2, self.timeout_checker)

    def kill_all_applications(self) -> Any:
        """Twisted waits for what this gives before it stops."""
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

    def _running(self) -> list[asyncio.Future[None]]:
        known = [details.get("application_instance") for details in self.connections.values()]
        return [application for application in known if application is not None and not application.done()]

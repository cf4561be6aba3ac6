"""Daphne's WebSocket connections, with limits for clients that don't read or that flood the server."""

from __future__ import annotations

import time
from typing import Any

import structlog
from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol

from core.rate_limits.token_bucket import TokenBucket
from core.servers.handshake_refusals import RefusingProtocol
from core.servers.websocket_closing import ClosingProtocol
from core.sockets.closing import FLOODING, OVERLOADED
from core.sockets.limits import FRAMES, MAX_UNHANDLED_FRAMES

logger = structlog.get_logger(__name__)

TRANSPORT_BYTES = 64 * 1024  # what Twisted buffers before it pauses the producer
UNREAD_BYTES = 256 * 1024 - TRANSPORT_BYTES
WRITE_BYTES = 64  # Python's overhead for a buffered write, however short
PING_SECONDS = 30.0  # of silence; together with PONG_SECONDS, detects a vanished peer within a minute
PONG_SECONDS = 15.0
CLOSE, FIRST_CONTROL = 0x8, 0x8  # opcodes


class BoundedProtocol(ClosingProtocol, RefusingProtocol):
    """Registers itself as its transport's producer, because Twisted notifies the producer when a client stops reading.

    Autobahn formats a colored log line for each connection and frame, even if nothing is logged. The methods that do
    this, `dataReceived` and `sendData`, and the attributes in `CONFIG_ATTRS` are replaced here.
    """

    CONFIG_ATTRS = ()  # set by `take_options`
    unread_bytes = 0
    congested = False
    received_at = 0.0
    pinged_at: float | None = None

    @classmethod
    def take_options(cls, factory: WebSocketFactory) -> None:
        """Sets the options for all connections. Autobahn would copy them into each one."""
        for name in WebSocketProtocol.CONFIG_ATTRS:
            if name not in vars(cls):
                option = getattr(factory, name)
                setattr(cls, name, staticmethod(option) if callable(option) else option)

    def connectionMade(self) -> None:  # noqa: N802  Twisted's name
        self.frames = TokenBucket(FRAMES)
        self.transport.unregisterProducer()  # the HTTP channel, registered before the upgrade
        self.transport.registerProducer(self, True)
        super().connectionMade()

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        if self.state == self.STATE_CLOSED:
            self._discard(data)
            return
        if (
            self.state == self.STATE_CONNECTING and self.request_id
        ):  # a client has to wait for the response (RFC 6455 §4.1)
            self.failHandshake("")
            return
        self.received_at, self.pinged_at = time.monotonic(), None
        self._dataReceived(data)

    def onFrameBegin(self) -> None:  # noqa: N802
        """Counts the frames that the application doesn't see. The application counts the frames that end a message."""
        frame = self.current_frame
        is_handled = frame.fin and frame.opcode < FIRST_CONTROL and self.state == self.STATE_OPEN
        if is_handled or frame.opcode == CLOSE or self.frames.consume():
            super().onFrameBegin()
        else:
            self._give_up(FLOODING)

    def sendData(self, data: bytes, sync: bool = False, chopsize: int | None = None) -> None:  # noqa: N802
        """Everything sent passes through here: messages, pongs and Close frames."""
        if self.congested:
            self.unread_bytes += len(data) + WRITE_BYTES
            if self.unread_bytes > UNREAD_BYTES and not self.muted:
                self._give_up(OVERLOADED)
                return
        self.transport.write(self._unsent(data))

    def _unsent(self, data: bytes) -> bytes:
        """Sends as much as the kernel accepts immediately, and returns the rest.

        Twisted would register the connection for writing and unregister it again, which takes longer than sending.
        """
        transport = self.transport
        if transport.connected and not (transport.dataBuffer or transport._tempDataBuffer):
            sent = transport.writeSomeData(data)
            if isinstance(sent, int):  # otherwise the connection is lost, which Twisted detects
                return data[sent:]
        return data

    def check_timeouts(self) -> None:
        """Called every six seconds for each connection. Daphne would set and cancel a timer for each ping."""
        if self.state != self.STATE_OPEN:
            return
        now = time.monotonic()
        if self.pinged_at is not None:
            if now - self.pinged_at > PONG_SECONDS:
                self.onAutoPingTimeout()
        elif now - self.received_at > PING_SECONDS:
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
        """Ignores messages after the close, about which the application is notified later."""
        if self.state == self.STATE_OPEN:
            super().serverSend(content, binary)

    def onMessage(self, payload: bytes, isBinary: bool) -> None:  # noqa: N802, N803
        if not self.muted and self.application_queue.qsize() >= MAX_UNHANDLED_FRAMES:
            self._give_up(FLOODING)
            return
        super().onMessage(payload, isBinary)

    def _give_up(self, code: int) -> None:
        if not self.muted:
            logger.warning("socket.aborted", code=code)
        self._fail_connection(code)

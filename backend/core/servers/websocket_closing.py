"""Closes WebSocket connections as described in RFC 6455 §7.1."""

from __future__ import annotations

from typing import Any

from daphne.server import reactor  # installed by Daphne
from daphne.ws_protocol import WebSocketProtocol
from twisted.internet.interfaces import IHalfCloseableProtocol
from zope.interface import implementer

CLOSE_SECONDS = 3.0  # for the client's reply to our Close frame
LINGER_SECONDS = 2.0  # between the end of our stream and the end of the client's
DISCARDED_BYTES = 256 * 1024  # data in flight when the stream ended; beyond this, reading is paused
CLOSE_FRAME = b"\x88"
NO_CODE = 1005
LOST = 1006
DEFINED_CODES = frozenset({*range(1000, 1004), *range(1007, 1015), *range(3000, 5000)})


@implementer(IHalfCloseableProtocol)
class ClosingProtocol(WebSocketProtocol):  # type: ignore[misc]  # daphne has no types
    """Sends a Close frame, waits for the client's, ends the stream, and then reads until the client ends its stream.

    Autobahn would reset the connection, which loses data that the client hasn't read yet, including the Close frame.
    """

    muted: bool
    closeHandshakeTimeoutCall: Any  # noqa: N815  autobahn's
    _lingering: Any = None
    _discarded_bytes = 0
    _read_closed = False
    _write_closed = False

    def sendClose(self, code: int | None = None, reason: str | None = None) -> None:  # noqa: N802
        """Allows all codes for servers; Autobahn lets a server send only 1000 and 3000 to 4999."""
        self.sendCloseFrame(code=code)

    def sendCloseFrame(  # noqa: N802
        self,
        code: int | None = None,
        reasonUtf8: bytes | None = None,  # noqa: N803
        isReply: bool = False,  # noqa: N803
    ) -> None:
        """Sends the frame. From now on, data from the client no longer reaches the application."""
        self._disconnect(NO_CODE if code is None else code)
        super().sendCloseFrame(code, reasonUtf8, isReply)

    def onCloseFrame(self, code: int | None, reasonRaw: bytes | None) -> bool:  # noqa: N802, N803
        if code is not None and code not in DEFINED_CODES:
            return bool(self._protocol_violation("invalid close code"))
        try:
            (reasonRaw or b"").decode()
        except UnicodeDecodeError:
            return bool(self._invalid_payload("invalid close reason"))
        self.wasClean, self.remoteCloseCode = True, code
        self.sendCloseFrame(code, reasonRaw, isReply=True)
        self.dropConnection()
        return True

    def onCloseHandshakeTimeout(self) -> None:  # noqa: N802
        self.closeHandshakeTimeoutCall = None
        if self.state == self.STATE_CLOSED:
            self._end_stream()
        else:
            self.dropConnection()

    def _fail_connection(self, code: int, reason: str = "") -> None:
        """Ignores everything that arrives after invalid data (RFC 6455 §7.1.7)."""
        self.failedByMe = True
        self.sendCloseFrame(code, reason.encode() or None)
        self.dropConnection()

    def _closeConnection(self, abort: bool = False) -> None:  # noqa: N802
        """Autobahn's `dropConnection` calls it once. Data that arrives later is passed to `_discard`."""
        self._disconnect(LOST)
        if abort:
            self.transport.abortConnection()
        elif self.closeHandshakeTimeoutCall is None or self.wasClean:
            self._end_stream()

    def _discard(self, data: bytes) -> None:
        self._discarded_bytes += len(data)
        if self._discarded_bytes > DISCARDED_BYTES:
            self.transport.pauseProducing()
        if data.startswith(CLOSE_FRAME):  # most probably the reply to our Close frame
            self._end_stream()

    def _end_stream(self) -> None:
        if self._lingering is None:
            self._stop_waiting()
            self.transport.loseWriteConnection()
            self._lingering = reactor.callLater(LINGER_SECONDS, self._stop_lingering)

    def _stop_waiting(self) -> None:
        if self.closeHandshakeTimeoutCall is not None:
            self.closeHandshakeTimeoutCall.cancel()
            self.closeHandshakeTimeoutCall = None

    def readConnectionLost(self) -> None:  # noqa: N802  Twisted's name
        self._read_closed = True
        self.dropConnection()
        self._end_stream()
        self._close_if_ended()

    def writeConnectionLost(self) -> None:  # noqa: N802
        self._write_closed = True
        self._close_if_ended()

    def connectionLost(self, reason: Any) -> None:  # noqa: N802
        self._stop_waiting()
        if self._lingering is not None and self._lingering.active():
            self._lingering.cancel()
        super().connectionLost(reason)
        self._drop_unsent()

    def _drop_unsent(self) -> None:
        """Drops the buffers, because reference cycles keep the connection alive until the next garbage collection."""
        self.transport.dataBuffer = b""
        self.transport._tempDataBuffer = []

    def _close_if_ended(self) -> None:
        if self._read_closed and self._write_closed:
            self.transport.loseConnection()

    def _stop_lingering(self) -> None:
        """Stops waiting, and drops data that the client hasn't read yet."""
        if self._write_closed:
            self.transport.loseConnection()
        else:
            self.transport.abortConnection()

    def _disconnect(self, code: int) -> None:
        """Notifies the application immediately, without waiting for the client."""
        if not self.muted and hasattr(self, "application_queue"):
            self.muted = True
            self.application_queue.put_nowait({"type": "websocket.disconnect", "code": code})

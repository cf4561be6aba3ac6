"""A gunicorn worker whose threads get complete requests and whose main loop never waits for a client. Decision 0064.

gunicorn itself reads a request in a thread of its pool, which waits for as long as the client takes, and it closes
connections in its main loop, which takes up to two seconds each.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import structlog
from gunicorn import http, util
from gunicorn.http.errors import InvalidResponseHeader, InvalidResponseHeaderName, ParseException
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from core.http.errors import RequestRefused, error_response
from core.http.request_ids import request_id_from
from core.http.request_reader import RequestReader

READ_BYTES = 64 * 1024
LINGER_SECONDS = 2.0  # for the client to close first, because a reset could overtake the response
CHECK_SECONDS = 0.5
NO_FILES_SECONDS = 0.02

logger = structlog.get_logger(__name__)


class ReceivingWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """`_receiving` contains the connections with an incomplete request, and `_closing` those that the client has yet
    to close.
    """

    def init_process(self) -> None:
        self._receiving: set[Any] = set()
        self._closing: dict[Any, float] = {}  # deadlines
        self._next_check = 0.0
        super().init_process()

    def accept(self, listener: Any) -> None:
        try:
            sock, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        except OSError:  # too many open files, which would make gunicorn exit
            time.sleep(NO_FILES_SECONDS)
            return
        conn = TConn(self.cfg, sock, address, listener.getsockname())
        conn.parser = http.get_parser(self.cfg, (), address)  # reads only the data that `arrived` passes to it
        conn.initialized = True
        conn.reader = RequestReader()
        conn.is_polled, conn.play = False, None
        self.nr_conns += 1
        self.receive(conn)
        if self.nr_conns >= self.worker_connections and len(self._receiving) > 1:
            self.close(max(self._receiving, key=lambda each: each.reader.age))

    def on_client_socket_readable(self, conn: Any, client: Any) -> None:
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self.receive(conn)

    def arrived(self, conn: Any) -> bytes | None:
        """Returns the next request if it is complete. Raises RequestRefused, or OSError if the connection is closed."""
        request = conn.reader.take()
        while request is None:
            try:
                data = conn.sock.recv(READ_BYTES, socket.MSG_DONTWAIT)
            except BlockingIOError:
                return None
            if not data:
                raise ConnectionResetError
            conn.reader.receive(data)
            request = conn.reader.take()
            if request is None and conn.reader.wants_continue():
                conn.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        return bytes(request)

    def dispatch(self, conn: Any, request: bytes) -> None:
        """Passes a complete request to the parser and to a thread."""
        self.stop_polling(conn)
        conn.parser.unreader.unread(request)
        self.enqueue_req(conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """Responds with JSON. gunicorn would respond with HTML, and log the URL with its query string."""
        status = exc.status if isinstance(exc, RequestRefused) else 400 if _is_client_error(exc) else 500
        offered = dict(req.headers).get("X-REQUEST-ID") if req is not None else getattr(exc, "request_id", None)
        request_id = request_id_from(offered)
        log = logger.exception if status == 500 else logger.info
        log("request.refused", status=status, address=addr[0] if addr else None, request_id=request_id)
        with contextlib.suppress(OSError):
            util.write_nonblock(client, error_response(status, request_id))

    def finish_request(self, conn: Any, fs: Future[Any]) -> None:
        if fs.cancelled() or fs.exception() or not fs.result():
            self._linger(conn)
        elif conn.reader.started:
            self.receive(conn)
        else:
            super().finish_request(conn, fs)

    def murder_pending(self) -> None:
        """gunicorn calls this in every iteration of its main loop."""
        now = time.monotonic()
        if now < self._next_check:
            return
        self._next_check = now + CHECK_SECONDS
        self.close_late(now)

    def close_late(self, now: float) -> None:
        for conn in [conn for conn in self._receiving if self._is_late(conn)]:
            if conn.reader.started:
                self._refuse(conn, RequestRefused(408))
            else:
                self.close(conn)
        for conn in [conn for conn, deadline in self._closing.items() if now > deadline]:
            self.close(conn)

    def receive(self, conn: Any) -> None:
        try:
            request = self.arrived(conn)
            if request is not None:
                self.dispatch(conn, request)
            else:
                self._receiving.add(conn)
                self.poll(conn)
        except RequestRefused as refused:
            self._refuse(conn, refused)
        except OSError:
            self.close(conn)

    def _is_late(self, conn: Any) -> bool:
        if self.alive or conn.reader.started:
            return bool(conn.reader.seconds_left < 0)
        return bool(conn.reader.age > STOP_KEEPALIVE_LINGER)

    def _refuse(self, conn: Any, refused: RequestRefused) -> None:
        self.handle_error(None, conn.sock, conn.client, refused)
        self._linger(conn)

    def _linger(self, conn: Any) -> None:
        """Closes one direction, and discards data until the client closes the other (RFC 9112 9.6)."""
        self.stop_polling(conn)
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self.close(conn)
            return
        self._closing[conn] = time.monotonic() + LINGER_SECONDS
        self._poll(conn, self._discard)

    def _discard(self, conn: Any) -> None:
        try:
            data = conn.sock.recv(READ_BYTES)
        except OSError:
            data = b""
        if not data:
            self.close(conn)

    def close(self, conn: Any) -> None:
        self.stop_polling(conn)
        self.nr_conns -= 1
        conn.close()

    def poll(self, conn: Any) -> None:
        """Calls `receive` when data arrives."""
        self._poll(conn, self.receive)

    def _poll(self, conn: Any, callback: Callable[[Any], None]) -> None:
        if not conn.is_polled:
            conn.is_polled = True
            self.poller.register(conn.sock, selectors.EVENT_READ, lambda _: callback(conn))

    def stop_polling(self, conn: Any) -> None:
        if conn.is_polled:
            conn.is_polled = False
            self.poller.unregister(conn.sock)
        self._receiving.discard(conn)
        self._closing.pop(conn, None)


def _is_client_error(exc: Exception) -> bool:
    """Whether the client caused the error, with a request that gunicorn's parser refuses."""
    ours = InvalidResponseHeader, InvalidResponseHeaderName
    return isinstance(exc, ParseException) and not isinstance(exc, ours)

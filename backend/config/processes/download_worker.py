"""A gunicorn worker that sends downloads in separate threads, so that slow clients don't occupy the other threads.

Decision 0066.
"""

from __future__ import annotations

import errno
import socket
import struct
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import structlog
from gunicorn.util import unquote_to_wsgi_str

from config.processes.download_paths import PATHS
from config.processes.hashing_worker import HandedOver, HashingWorker
from core.servers.slow_clients import SendTimeout

THREADS = 8
KERNEL_BYTES = 128 * 1024  # by default, the kernel buffers megabytes, which would hide that a client doesn't read

logger = structlog.get_logger(__name__)


class PacedSocket:
    """Sends as long as the client reads fast enough (`core.servers.slow_clients`), and then resets the connection."""

    def __init__(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BYTES)
        self._connection = connection
        self._timeout = SendTimeout()

    def sendall(self, data: bytes) -> None:
        began = time.monotonic()
        self._connection.settimeout(max(self._timeout.seconds, 0.001))
        try:
            self._connection.sendall(data)
        except TimeoutError:
            logger.warning("response.aborted")
            self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            raise ConnectionResetError(errno.ECONNRESET, "the client reads too slowly") from None
        finally:
            self._connection.settimeout(None)
        self._timeout.sent(len(data), time.monotonic() - began)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


class DownloadWorker(HashingWorker):
    """Parses a download in a thread of the worker, and executes it in one of THREADS separate threads."""

    def init_process(self) -> None:
        self._downloads = ThreadPoolExecutor(THREADS, thread_name_prefix="download")
        self._sending = threading.local()
        super().init_process()

    def run(self) -> None:
        super().run()
        self._downloads.shutdown(wait=False, cancel_futures=True)

    def handle_request(self, req: Any, conn: Any) -> Any:
        if req.method != "GET" or unquote_to_wsgi_str(req.path) not in PATHS:
            return super().handle_request(req, conn)
        if not getattr(self._sending, "active", False):
            raise HandedOver(req, self._send)
        plain, conn.sock = conn.sock, PacedSocket(conn.sock)
        try:
            return super().handle_request(req, conn)
        finally:
            conn.sock = plain

    def _send(self, conn: Any, request: Any, _: float) -> Future[Any]:
        return self._downloads.submit(self._execute, conn, request)

    def _execute(self, conn: Any, request: Any) -> Any:
        self._sending.active = True
        return self.resume(conn, request)

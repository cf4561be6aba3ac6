"""Daphne's HTTP responses, with back-pressure.

Daphne accepts everything that the application sends, and buffers it until the client has read it. Here, sending waits
for the client, and a client that is too slow (`core.servers.slow_clients`) is disconnected.
"""

from __future__ import annotations

import asyncio
import socket
import time
from typing import Any

import structlog
from daphne.http_protocol import WebRequest

from core.servers.slow_clients import SendTimeout

# By default, the kernel buffers megabytes, which would hide that a client doesn't read.
KERNEL_BYTES = 128 * 1024
# The time after which the kernel drops a peer that has vanished. Event streams send a comment every 20 s.
VANISHED_MILLISECONDS = 30_000

logger = structlog.get_logger(__name__)


class PacedRequest(WebRequest):  # type: ignore[misc]  # daphne has no types
    """Registers itself as the producer of its response, because Twisted notifies the producer when the client stops
    reading.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._timeout = SendTimeout()
        self._drained = asyncio.Event()
        self._drained.set()

    def handle_reply(self, message: Any) -> None:
        is_part = message["type"] == "http.response.body" and message.get("more_body")
        if is_part and not self.producer and not self.finished and self.channel is not None:
            self._limit_kernel()
            self.registerProducer(self, True)
        super().handle_reply(message)

    def _limit_kernel(self) -> None:
        handle = self.transport.getHandle()
        handle.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BYTES)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux
            handle.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, VANISHED_MILLISECONDS)

    def finish(self) -> None:
        if self.producer:
            self.unregisterProducer()
        super().finish()

    def handle_exception(self, exception: Any) -> None:
        """Aborts a response that has already started, so that the client notices that it is incomplete."""
        if self._response_started:
            self._abort()
        else:
            super().handle_exception(exception)

    async def drained(self, size: int) -> None:
        """Waits until the client has read most of the data or its time is up."""
        began = time.monotonic()
        try:
            async with asyncio.timeout(self._timeout.seconds):
                await self._drained.wait()
        except TimeoutError:
            logger.warning("response.aborted", path=self.path.decode("ascii", "replace"))
            self._abort()
        self._timeout.sent(size, time.monotonic() - began)

    def _abort(self) -> None:
        if self.channel is not None:
            self.transport.abortConnection()

    def pauseProducing(self) -> None:  # noqa: N802  Twisted's name
        self._drained.clear()

    def resumeProducing(self) -> None:  # noqa: N802
        self._drained.set()

    def stopProducing(self) -> None:  # noqa: N802
        self._drained.set()

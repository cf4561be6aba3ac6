"""The sockets of one event loop: passes hints to them, and sweeps them in case a hint is lost.

Every SWEEP_SECONDS, each function in `settings.SOCKET_SWEEPS` is called with all sockets. With one query for the whole
process, it finds sockets that are behind or whose session has ended.
"""

from __future__ import annotations

import asyncio
import weakref
from typing import Any, Protocol

import structlog
from django.conf import settings
from django.utils.module_loading import import_string

from core.metrics.definitions import EVENT_LOOP_LAG, SOCKETS
from core.rate_limits.token_bucket import OwnerBuckets
from core.sockets import limits, publish
from core.sockets.connection_counts import ConnectionCounts
from core.sockets.group_subscriptions import GroupSubscriptions

logger = structlog.get_logger(__name__)

SWEEP_SECONDS = 1.5


class Socket(Protocol):
    """The interface of a socket that the hub uses."""

    @property
    def owner(self) -> str: ...

    async def receive_hint(self, message: dict[str, Any]) -> None: ...

    async def close_with(self, code: int) -> None: ...


class Hub:
    def __init__(self) -> None:
        self.by_owner: dict[str, set[Socket]] = {}
        self.draining = False
        self.frames = OwnerBuckets(limits.FRAMES_OF_AN_OWNER)
        self.replays = OwnerBuckets(limits.REPLAYS)
        self.turn = asyncio.Lock()  # a socket holds it while it sends many frames
        self._tasks: list[asyncio.Task[None]] = []
        self._groups = GroupSubscriptions(self.by_owner)
        self._counts = ConnectionCounts(self.by_owner)

    @property
    def sockets(self) -> list[Socket]:
        return [socket for sockets in self.by_owner.values() for socket in sockets]

    async def join(self, socket: Socket) -> None:
        """Registers the socket to receive hints. Waits briefly for the layer."""
        if not self._tasks:
            self._start()
        sockets = self.by_owner.setdefault(socket.owner, set())
        sockets.add(socket)
        SOCKETS.inc()
        if len(sockets) == 1:
            await self._groups.add(socket.owner)

    async def admit(self, socket: Socket, limit: int) -> bool:
        """Returns whether the owner of the joined socket has at most `limit` sockets across all processes."""
        return await self._counts.admit(socket.owner, limit)

    def leave(self, socket: Socket) -> None:
        """Frees the socket's slot. Never awaits, so that a cancellation can't interrupt it."""
        sockets = self.by_owner.get(socket.owner, set())
        if socket not in sockets:
            return
        sockets.remove(socket)
        SOCKETS.dec()
        if not sockets:
            del self.by_owner[socket.owner]
            self._groups.discard(socket.owner)
        if not self.draining:
            self._counts.report(socket.owner)
        if not self.by_owner:
            self._stop()

    async def drain(self, code: int, seconds: float) -> None:
        """Closes all sockets, spread evenly over `seconds`, so that they don't all reconnect at once."""
        self.draining = True
        await self._counts.deregister()
        sockets = self.sockets
        for socket in sockets:
            await socket.close_with(code)
            await asyncio.sleep(seconds / len(sockets))

    def _start(self) -> None:
        publish.listen(asyncio.get_running_loop())
        self._tasks = [asyncio.create_task(work()) for work in (self._listen, self._sweep, self._heartbeat)]

    def _stop(self) -> None:
        publish.unlisten(asyncio.get_running_loop())
        self._groups.forget_channel()
        for task in self._tasks:
            task.cancel()
        self._tasks = []

    async def _listen(self) -> None:
        await self._groups.receive(self._dispatch)

    async def _dispatch(self, message: dict[str, Any]) -> None:
        for socket in tuple(self.by_owner.get(message["owner"], ())):
            try:
                await socket.receive_hint(message)
            except Exception:
                logger.exception("hint.failed", owner=message["owner"])

    async def _sweep(self) -> None:
        """Runs the sweeps concurrently, so that one that waits for a hanging database doesn't block the others."""
        sweeps = [import_string(path) for path in settings.SOCKET_SWEEPS]
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            sockets = self.sockets
            for fault in await asyncio.gather(*(sweep(sockets) for sweep in sweeps), return_exceptions=True):
                if isinstance(fault, Exception):
                    logger.warning("sweep.failed", error=type(fault).__name__)
            await self._groups.retry()

    async def _heartbeat(self) -> None:
        """Runs separately from the sweeps, so that this process's counts don't expire while the database hangs."""
        clock = asyncio.get_running_loop()
        while True:
            due = clock.time() + SWEEP_SECONDS
            await asyncio.sleep(SWEEP_SECONDS)
            EVENT_LOOP_LAG.set(clock.time() - due)
            if not self.draining:
                await self._counts.renew()


_hubs: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = weakref.WeakKeyDictionary()


def hub() -> Hub:
    """Returns the hub of the running event loop."""
    loop = asyncio.get_running_loop()
    found = _hubs.get(loop)
    if found is None:
        found = _hubs[loop] = Hub()
    return found

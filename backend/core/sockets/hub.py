"""The sockets of one event loop: who hears a hint, and what is swept in case the hint was lost.

Every SWEEP_SECONDS each of `settings.SOCKET_SWEEPS` gets all sockets and asks the database whether their positions
differ from what is stored, or their sessions have ended: one query a process, whatever their number.
"""

from __future__ import annotations

import asyncio
import weakref
from typing import Any, Protocol

import structlog
from django.conf import settings
from django.utils.module_loading import import_string

from core.metrics import definitions as metrics
from core.rate_limits.token_bucket import Allowance, OwnerBuckets
from core.sockets import publish as broadcast
from core.sockets.connection_counts import ConnectionCounts
from core.sockets.group_subscriptions import GroupSubscriptions

logger = structlog.get_logger(__name__)

SWEEP_SECONDS = 1.5

# Of an owner, by all sockets in this process. A socket that floods is closed by its own bucket first.
FRAMES = Allowance(capacity=480, per_second=40)
REPLAYS = Allowance(capacity=20, per_second=1)


class Socket(Protocol):
    """What the hub needs of a socket."""

    @property
    def owner(self) -> str: ...

    async def hear(self, message: dict[str, Any]) -> None: ...

    async def close_with(self, code: int) -> None: ...


class Hub:
    def __init__(self) -> None:
        self.by_owner: dict[str, set[Socket]] = {}
        self.draining = False
        self.frames = OwnerBuckets(FRAMES)
        self.replays = OwnerBuckets(REPLAYS)
        self.turn = asyncio.Lock()  # of the socket that sends many frames
        self._tasks: list[asyncio.Task[None]] = []
        self._groups = GroupSubscriptions(self.by_owner)
        self._counts = ConnectionCounts(self.by_owner)

    @property
    def sockets(self) -> list[Socket]:
        return [socket for sockets in self.by_owner.values() for socket in sockets]

    async def join(self, socket: Socket) -> None:
        """From here on the socket hears hints. Waits for the layer, but not long."""
        if not self._tasks:
            self._start()
        sockets = self.by_owner.setdefault(socket.owner, set())
        sockets.add(socket)
        metrics.SOCKETS.inc()
        if len(sockets) == 1:
            await self._groups.add(socket.owner)

    async def admit(self, socket: Socket, limit: int) -> bool:
        """Whether the owner of a socket that has joined has, over all processes, no more than `limit`."""
        return await self._counts.admit(socket.owner, limit)

    def leave(self, socket: Socket) -> None:
        """Gives back the socket's slot. Waits for nothing, so that no cancellation can get in between."""
        sockets = self.by_owner.get(socket.owner, set())
        if socket not in sockets:
            return
        sockets.remove(socket)
        metrics.SOCKETS.dec()
        if not sockets:
            del self.by_owner[socket.owner]
            self._groups.discard(socket.owner)
        if not self.draining:
            self._counts.report(socket.owner)
        if not self.by_owner:
            self._stop()

    async def drain(self, code: int, seconds: float) -> None:
        """Closes every socket, evenly over the time, so that they do not all come back at once."""
        self.draining = True
        await self._counts.deregister()
        sockets = self.sockets
        for socket in sockets:
            await socket.close_with(code)
            await asyncio.sleep(seconds / len(sockets))

    def _start(self) -> None:
        broadcast.listen(asyncio.get_running_loop())
        self._tasks = [asyncio.create_task(work()) for work in (self._listen, self._sweep, self._heartbeat)]

    def _stop(self) -> None:
        broadcast.unlisten(asyncio.get_running_loop())
        self._groups.forget_channel()
        for task in self._tasks:
            task.cancel()
        self._tasks = []

    async def _listen(self) -> None:
        await self._groups.receive(self._hear)

    async def _hear(self, message: dict[str, Any]) -> None:
        for socket in tuple(self.by_owner.get(message["owner"], ())):
            try:
                await socket.hear(message)
            except Exception:
                logger.exception("hint.failed", owner=message["owner"])

    async def _sweep(self) -> None:
        """The sweeps run side by side: one that waits for a hanging database holds up no other."""
        sweeps = [import_string(path) for path in settings.SOCKET_SWEEPS]
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            sockets = self.sockets
            for fault in await asyncio.gather(*(sweep(sockets) for sweep in sweeps), return_exceptions=True):
                if isinstance(fault, Exception):
                    logger.warning("sweep.failed", error=type(fault).__name__)
            await self._groups.retry()

    async def _heartbeat(self) -> None:
        """Apart from the sweeps, so that the counts of this process do not expire while the database hangs."""
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            if not self.draining:
                await self._counts.renew()


_hubs: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = weakref.WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running loop."""
    loop = asyncio.get_running_loop()
    found = _hubs.get(loop)
    if found is None:
        found = _hubs[loop] = Hub()
    return found

"""Sends hints to the sockets of an owner in every process, from any thread. Sweeps make up for lost hints.

With Redis, hints are sent over the calling thread's connection, together with the cached summary. In embedded mode,
they are passed to the event loops that have sockets, because the in-memory layer isn't thread-safe.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, NamedTuple

import structlog
from channels.layers import get_channel_layer
from django.conf import settings

from core import service
from core.metrics.definitions import HINT_FAULTS
from core.redis import summary_cache
from core.redis.client import Unavailable, breaker
from core.redis.cluster_topology import NodeUnavailable
from core.redis.connection import Command
from core.sockets.channel_layer import redis_layer

logger = structlog.get_logger(__name__)

_loops: set[asyncio.AbstractEventLoop] = set()


def group_of(owner: str) -> str:
    return f"{service.GROUP_PREFIX}.{owner}"


def listen(loop: asyncio.AbstractEventLoop) -> None:
    """From now on, delivers the in-memory layer's hints to the sockets of this loop."""
    _loops.add(loop)


def unlisten(loop: asyncio.AbstractEventLoop) -> None:
    _loops.discard(loop)


class Hint(NamedTuple):
    """A message to the sockets of an owner, and the change to the owner's cached summary that precedes it."""

    owner: str
    message: dict[str, Any]
    summary: summary_cache.Append | None = None

    @property
    def addressed(self) -> dict[str, Any]:
        return {**self.message, "owner": self.owner}


def to_owner(owner: str, message: dict[str, Any], *, summary: summary_cache.Append | None = None) -> None:
    to_owners([Hint(owner, message, summary)])


def to_owners(hints: Sequence[Hint]) -> None:
    """Sends the hints and updates the cached summaries in one round trip. Never raises; failures are only counted."""
    if not hints:
        return
    failed: Sequence[Hint] = []
    try:
        if settings.REDIS_URL is None:
            _publish_here(hints)
        else:
            failed = _publish_everywhere(hints)
    except Exception as error:
        failed = hints
        if not isinstance(error, Unavailable):
            logger.exception("hint.failed", owners=[hint.owner for hint in hints])
    HINT_FAULTS.inc(len(failed))
    for hint in failed:
        if hint.summary is not None:
            summary_cache.bypass(hint.summary.name)


def _publish_everywhere(hints: Sequence[Hint]) -> list[Hint]:
    """Returns the hints that couldn't be sent because their node of a cluster doesn't respond."""
    commands: list[Command] = []
    senders: list[Hint] = []
    for hint in hints:
        if hint.summary is not None:
            commands.append(summary_cache.append_command(hint.summary))
            senders.append(hint)
        commands.append(redis_layer().publish_command(group_of(hint.owner), hint.addressed))
        senders.append(hint)
    replies = breaker.run(lambda connection: connection.execute_each(*commands))
    failed = [hint for hint, reply in zip(senders, replies, strict=True) if isinstance(reply, NodeUnavailable)]
    return [hint for hint in hints if hint in failed]


def _publish_here(hints: Sequence[Hint]) -> None:
    for hint in hints:
        if hint.summary is not None:
            summary_cache.local.append(hint.summary)
    layer = get_channel_layer()
    for hint in hints:
        for loop in tuple(_loops):
            if not loop.is_closed():
                asyncio.run_coroutine_threadsafe(layer.group_send(group_of(hint.owner), hint.addressed), loop)

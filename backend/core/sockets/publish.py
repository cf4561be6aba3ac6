"""Sends hints to the sockets of an owner in every process, from any thread. A sweep makes up for lost hints.

With Redis, the hint is sent on the calling thread's connection, together with the cached summary. In embedded mode it
is passed to the event loops that have sockets, because the in-memory layer isn't thread-safe.
"""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from channels.layers import get_channel_layer
from django.conf import settings

from core import service
from core.metrics.definitions import HINT_FAULTS
from core.redis import summary_cache
from core.redis.client import Unavailable, breaker
from core.redis.connection import Command, Connection
from core.sockets.channel_layer import redis_layer

logger = structlog.get_logger(__name__)

_loops: set[asyncio.AbstractEventLoop] = set()


def group_of(owner: str) -> str:
    return f"{service.GROUP_PREFIX}.{owner}"


def listen(loop: asyncio.AbstractEventLoop) -> None:
    """Delivers the in-memory layer's hints to the sockets of this loop from now on."""
    _loops.add(loop)


def unlisten(loop: asyncio.AbstractEventLoop) -> None:
    _loops.discard(loop)


def to_owner(owner: str, message: dict[str, Any], *, summary: summary_cache.Append | None = None) -> None:
    """Sends the hint and updates the cached summary in one round trip. Never raises; failures are only counted."""
    message = {**message, "owner": owner}
    try:
        if settings.REDIS_URL is None:
            _publish_here(owner, message, summary)
        else:
            _publish_everywhere(owner, message, summary)
    except Exception as error:
        HINT_FAULTS.inc()
        if summary is not None:
            summary_cache.bypass(summary.name)
        if not isinstance(error, Unavailable):
            logger.exception("hint.failed", owner=owner)


def _publish_everywhere(owner: str, message: dict[str, Any], summary: summary_cache.Append | None) -> None:
    hint = redis_layer().publish_command(group_of(owner), message)

    def send(connection: Connection) -> None:
        commands: list[Command] = [hint]
        if summary is not None:
            commands.insert(0, summary_cache.append_command(summary))
        connection.execute(*commands)

    breaker.run(send)


def _publish_here(owner: str, message: dict[str, Any], summary: summary_cache.Append | None) -> None:
    if summary is not None:
        summary_cache.local.append(summary)
    layer = get_channel_layer()
    for loop in tuple(_loops):
        if not loop.is_closed():
            asyncio.run_coroutine_threadsafe(layer.group_send(group_of(owner), message), loop)

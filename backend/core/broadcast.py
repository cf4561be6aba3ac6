"""Tells the sockets of an owner, in every process, from any thread. A hint may be lost: a sweep finds what it said.

Over Redis the hint travels on the calling thread's line, together with the cached feed. In the embedded
mode it is handed to the event loops that have sockets, as the in-memory layer is not thread-safe.
"""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from channels.layers import get_channel_layer
from django.conf import settings

from core import feeds, metrics
from core.debts import debts
from core.layers import redis_layer
from core.redis import Unavailable, breaker
from core.redis_line import Command, Line

logger = structlog.get_logger(__name__)

_loops: set[asyncio.AbstractEventLoop] = set()


def group_of(owner: str) -> str:
    return f"player.{owner}"


def listen(loop: asyncio.AbstractEventLoop) -> None:
    """From now on the in-memory layer's hints reach the sockets of this loop."""
    _loops.add(loop)


def unlisten(loop: asyncio.AbstractEventLoop) -> None:
    _loops.discard(loop)


def publish(owner: str, message: dict[str, Any], *, feed: feeds.Append | None = None) -> None:
    """Sends the hint and updates the feed, in one round trip. Never raises; what fails is counted and made up for."""
    message = {**message, "owner": owner}
    try:
        if settings.REDIS_URL is None:
            _publish_here(owner, message, feed)
        else:
            _publish_everywhere(owner, message, feed)
    except Exception as error:
        metrics.HINT_FAULTS.inc()
        if feed is not None and settings.REDIS_URL is not None:
            debts.owe(feed.name, feed.version)
        if not isinstance(error, Unavailable):
            logger.exception("hint.failed", owner=owner)


def _publish_everywhere(owner: str, message: dict[str, Any], feed: feeds.Append | None) -> None:
    channel, payload = redis_layer().wire(group_of(owner), message)

    def send(line: Line) -> None:
        commands: list[Command] = [("PUBLISH", channel, payload)]
        if feed is not None:
            commands.insert(0, feeds.append_command(feed))
        line.ask(*commands)

    breaker.run(send)


def _publish_here(owner: str, message: dict[str, Any], feed: feeds.Append | None) -> None:
    if feed is not None:
        feeds.local.append(feed)
    layer = get_channel_layer()
    for loop in tuple(_loops):
        if not loop.is_closed():
            asyncio.run_coroutine_threadsafe(layer.group_send(group_of(owner), message), loop)

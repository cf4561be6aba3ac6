"""Current figures for the first page of the admin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from core.admin.bounded import count_at_most
from core.api.health import states_of_services
from core.db.write_probe import UP
from core.metrics.definitions import SOCKETS
from core.sockets.connection_limit import registration
from core.tasks.queue_lengths import queue_lengths
from game.selectors import plays_since
from operations.dashboard import MAX_COUNTED

UNKNOWN = "unknown"


def current() -> dict[str, Any]:
    return {"figures": figures(), "services": services()}


def figures() -> dict[str, str]:
    """Returns the figures, at a cost that doesn't depend on the amount of data."""
    plays = count_at_most(plays_since(timezone.now() - timedelta(minutes=1)), MAX_COUNTED)
    sockets = open_sockets()
    queues = {f"Tasks waiting ({queue})": str(length) for queue, length in queue_lengths().items()}
    return {
        "Plays in the last minute": str(plays),
        "Open sockets": UNKNOWN if sockets is None else str(sockets),
        **(queues or {"Tasks waiting": UNKNOWN}),
    }


def open_sockets() -> int | None:
    """Returns the number of open sockets, or None if it isn't known. Without Redis, this process has all sockets."""
    if settings.REDIS_URL is not None:
        return registration.total()
    return sum(int(sample.value) for metric in SOCKETS.collect() for sample in metric.samples)


def services() -> str:
    faults = [f"{name.replace('_', ' ')} ({state})" for name, state in states_of_services().items() if state != UP]
    return f"Degraded: {', '.join(faults)}." if faults else "All services are available."

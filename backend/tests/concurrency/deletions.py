"""Work that continues in another transaction while a player is being deleted."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import sleep
from typing import Any, TypeVar

from django.db import connections
from django.db.models.signals import post_delete

from accounts.models import User
from tests.api import Player

T = TypeVar("T")

AHEAD_SECONDS = 0.3  # enough to get past a missing lock; with the lock, the work waits for the commit anyway


def while_it_is_deleted(player: Player, work: Callable[[], T]) -> T:
    """Starts the work when all of the player's data has been deleted, but not committed. Returns its result."""
    started = threading.Event()
    done: list[Future[T]] = []

    def run() -> T:
        started.set()
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as threads:

        def begin(**_: Any) -> None:
            done.append(threads.submit(run))
            started.wait()
            sleep(AHEAD_SECONDS)

        post_delete.connect(begin, sender=User)
        try:
            User.objects.get(pk=player.id).delete()
        finally:
            post_delete.disconnect(begin, sender=User)
        return done[0].result()

"""Celery beat with a heartbeat and without a state file, because it may run a task twice or late."""

from __future__ import annotations

from typing import Any

from celery.beat import Scheduler as CeleryScheduler

from config.processes import heartbeat


class Scheduler(CeleryScheduler):
    max_interval = heartbeat.BEAT_TICK_SECONDS

    def tick(self, *args: Any, **options: Any) -> Any:
        heartbeat.touch(heartbeat.BEAT)
        return super().tick(*args, **options)

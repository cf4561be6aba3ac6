"""Beat, with a sign of life and without a file: its schedule is in the settings, and a missed sweep is made up for."""

from __future__ import annotations

from typing import Any

from celery.beat import Scheduler as CeleryScheduler

from config.processes import heartbeat


class Scheduler(CeleryScheduler):
    max_interval = heartbeat.BEAT_TICK_SECONDS

    def tick(self, *args: Any, **options: Any) -> Any:
        heartbeat.touch(heartbeat.BEAT)
        return super().tick(*args, **options)

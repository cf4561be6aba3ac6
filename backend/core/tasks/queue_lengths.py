"""Exports the number of waiting tasks in each queue to Prometheus."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from kombu.exceptions import OperationalError
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from redis.exceptions import RedisError

from core import service
from core.tasks.queue import broker_client


class QueueLengths(Collector):
    """Reads the lengths from the broker at each scrape. While the broker is unavailable, there are no samples."""

    def collect(self) -> Iterator[Metric]:
        lengths = GaugeMetricFamily(f"{service.NAME}_queue_length", "Tasks waiting for a worker", labels=["queue"])
        for queue, length in queue_lengths().items():
            lengths.add_metric([queue], length)
        yield lengths


def queue_lengths() -> dict[str, int]:
    """Returns the lengths by queue; empty while the broker is unavailable."""
    if settings.CELERY_TASK_ALWAYS_EAGER:
        return dict.fromkeys(settings.TASK_QUEUES, 0)
    try:
        with broker_client() as broker:
            return {queue: int(broker.llen(queue)) for queue in settings.TASK_QUEUES}
    except (OperationalError, RedisError, OSError):
        return {}

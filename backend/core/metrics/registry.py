"""What one scrape is told: the figures of all processes that share a directory, and how much waits for the workers."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from kombu.exceptions import OperationalError
from prometheus_client import REGISTRY, CollectorRegistry, Metric
from prometheus_client import values as prometheus_values
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from redis.exceptions import RedisError

from core.tasks.queue import broker_client


class QueueLengths(Collector):
    """Asks the broker when it is asked itself. A broker that is away has no figures: the series ends."""

    def collect(self) -> Iterator[Metric]:
        lengths = GaugeMetricFamily("numberplay_queue_length", "Tasks that wait for a worker", labels=["queue"])
        for queue, length in _lengths().items():
            lengths.add_metric([queue], length)
        yield lengths


def are_shared() -> bool:
    """Whether several processes write their figures to one directory (`PROMETHEUS_MULTIPROC_DIR`)."""
    return prometheus_values.ValueClass is not prometheus_values.MutexValue


def registry() -> CollectorRegistry:
    made = CollectorRegistry()
    if are_shared():
        MultiProcessCollector(made)  # type: ignore[no-untyped-call]
    else:
        made.register(REGISTRY)
    made.register(QueueLengths())
    return made


def _lengths() -> dict[str, int]:
    if settings.CELERY_TASK_ALWAYS_EAGER:
        return dict.fromkeys(settings.TASK_QUEUES, 0)
    try:
        with broker_client() as broker:
            return {queue: int(broker.llen(queue)) for queue in settings.TASK_QUEUES}
    except (OperationalError, RedisError, OSError):
        return {}

"""Exports the saturation of the Redis servers to Prometheus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from kombu.exceptions import OperationalError
from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector
from redis.exceptions import RedisError

from core import service
from core.tasks.queue import broker_client

FIGURES = {
    "memory_bytes": ("used_memory", "Memory that Redis uses"),
    "memory_limit_bytes": ("maxmemory", "Memory that Redis may use; 0 means no limit"),
    "clients": ("connected_clients", "Connections to Redis"),
    "clients_limit": ("maxclients", "Connections that Redis accepts"),
}


class RedisSaturation(Collector):
    """Queries the server in `REDIS_STATE_URL` at each scrape. While it is unavailable, there are no samples.

    A separate server in `REDIS_URL`, or a cluster, needs an exporter of its own.
    """

    def collect(self) -> Iterator[Metric]:
        info = _info()
        for name, (field, meaning) in FIGURES.items():
            yield GaugeMetricFamily(f"{service.NAME}_redis_{name}", meaning, value=info.get(field))
        spent = info and info["used_cpu_sys"] + info["used_cpu_user"]
        name = f"{service.NAME}_redis_cpu_seconds"
        yield CounterMetricFamily(name, "CPU time of Redis, which executes commands on one core", value=spent or None)


def _info() -> Mapping[str, Any]:
    if settings.CELERY_TASK_ALWAYS_EAGER:
        return {}
    try:
        with broker_client() as broker:
            return dict(broker.info())
    except (OperationalError, RedisError, OSError):
        return {}

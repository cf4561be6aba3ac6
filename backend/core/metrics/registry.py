"""The metrics for a scrape: those of all processes that share a directory, and those of `METRICS_COLLECTORS`."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string
from prometheus_client import REGISTRY, CollectorRegistry
from prometheus_client import values as prometheus_values
from prometheus_client.multiprocess import MultiProcessCollector


def are_shared() -> bool:
    """Whether several processes share one directory of metrics (`PROMETHEUS_MULTIPROC_DIR`)."""
    return prometheus_values.ValueClass is not prometheus_values.MutexValue


def registry() -> CollectorRegistry:
    made = CollectorRegistry()
    if are_shared():
        MultiProcessCollector(made)  # type: ignore[no-untyped-call]
    else:
        made.register(REGISTRY)
    for name in settings.METRICS_COLLECTORS:
        made.register(import_string(name)())
    return made

"""For Prometheus. The edge never routes here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client import values as prometheus_values
from prometheus_client.multiprocess import MultiProcessCollector

from core.error_answers import answer


def metrics(request: HttpRequest) -> HttpResponse:
    """Of all workers where they share a directory (`PROMETHEUS_MULTIPROC_DIR`), else of this process."""
    if request.method not in ("GET", "HEAD"):
        refusal = answer(405, "method_not_allowed", f'Method "{request.method}" not allowed.')
        refusal["Allow"] = "GET, HEAD"
        return refusal
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _registry() -> CollectorRegistry:
    if prometheus_values.ValueClass is prometheus_values.MutexValue:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry

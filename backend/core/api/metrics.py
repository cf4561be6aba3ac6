"""The metrics, for Prometheus. The edge never routes here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from core.api.error_responses import answer
from core.metrics.registry import registry


def metrics(request: HttpRequest) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        refusal = answer(405, "method_not_allowed", f'Method "{request.method}" not allowed.')
        refusal["Allow"] = "GET, HEAD"
        return refusal
    return HttpResponse(generate_latest(registry()), content_type=CONTENT_TYPE_LATEST)

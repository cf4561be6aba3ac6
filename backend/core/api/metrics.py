"""The metrics endpoint for Prometheus, which isn't reachable through the edge."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from core.api.error_responses import json_error
from core.metrics.registry import registry


def metrics(request: HttpRequest) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        refusal = json_error(405, "method_not_allowed", f'Method "{request.method}" not allowed.')
        refusal["Allow"] = "GET, HEAD"
        return refusal
    return HttpResponse(generate_latest(registry()), content_type=CONTENT_TYPE_LATEST)

"""Rates by player and by address, kept by `core.limits`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from core import limits


class PlayerThrottle(BaseThrottle):
    """The authentication has asked for the admission already, in its own round trip (`request.admission`)."""

    def allow_request(self, request: Request, view: Any) -> bool:
        self.admission: limits.Admission = request._request.admission  # type: ignore[attr-defined]
        return self.admission.retry_after is None

    def wait(self) -> float | None:
        return self.admission.retry_after


class AddressThrottle(BaseThrottle):
    """By the view's `rate_scope` and the client's address."""

    def allow_request(self, request: Request, view: Any) -> bool:
        rate = getattr(settings.RATES, view.rate_scope)
        self.admission = limits.admit(f"{view.rate_scope}:{address_of(request._request)}", rate)
        return self.admission.retry_after is None

    def wait(self) -> float | None:
        return self.admission.retry_after


def address_of(request: HttpRequest) -> str:
    """The peer, or what the outermost of our `NUM_PROXIES` proxies saw. What a client claims itself never counts."""
    proxies = settings.NUM_PROXIES
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if proxies else ""
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    if not hops:
        return str(request.META.get("REMOTE_ADDR") or "unknown")
    return hops[-min(proxies, len(hops))][:45]

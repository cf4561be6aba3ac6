"""Rates by player and by address, kept by `core.limits`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from core import limits
from core.addresses import customer_of
from core.requests import address_of


class PlayerThrottle(BaseThrottle):
    """The authentication has asked for the admission already, in its own round trip (`request.admission`)."""

    def allow_request(self, request: Request, view: Any) -> bool:
        self.admission: limits.Admission = request._request.admission  # type: ignore[attr-defined]
        return self.admission.retry_after is None

    def wait(self) -> float | None:
        return self.admission.retry_after


class AddressThrottle(BaseThrottle):
    """By the view's `rate_scope` and whose the client's address is."""

    def allow_request(self, request: Request, view: Any) -> bool:
        rate = getattr(settings.RATES, view.rate_scope)
        self.admission = limits.admit(f"{view.rate_scope}:{customer_of(address_of(request._request))}", rate)
        return self.admission.retry_after is None

    def wait(self) -> float | None:
        return self.admission.retry_after

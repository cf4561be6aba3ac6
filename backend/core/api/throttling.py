"""Throttles by user and by client network, with `core.rate_limits.sliding_log`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from core.client_address import client_network
from core.middleware.request_log import address_of
from core.rate_limits import sliding_log

DEFAULT_SCOPE = "read"


def scope_of(view: Any) -> str:
    """Returns the name of the view's rate in `settings.RATES`."""
    return getattr(view, "rate_scope", DEFAULT_SCOPE)


class _Throttle(BaseThrottle):
    admission: sliding_log.Admission

    def wait(self) -> float | None:
        return self.admission.retry_after

    def _admit_address(self, request: Request, view: Any) -> sliding_log.Admission:
        scope = scope_of(view)
        return sliding_log.admit(
            f"{scope}:{client_network(address_of(request._request))}", getattr(settings.RATES, scope)
        )


class UserThrottle(_Throttle):
    """Throttles by user, with the admission that authentication obtained in its round trip (`request.admission`).

    Throttles anonymous requests by client network.
    """

    def allow_request(self, request: Request, view: Any) -> bool:
        admission = getattr(request._request, "admission", None)
        self.admission = admission or self._admit_address(request, view)
        return self.admission.retry_after is None


class AddressThrottle(_Throttle):
    def allow_request(self, request: Request, view: Any) -> bool:
        self.admission = self._admit_address(request, view)
        return self.admission.retry_after is None

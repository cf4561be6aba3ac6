"""The admin site: today's numbers on the first page, and a sign-in that is protected as well as that of players."""

from __future__ import annotations

import math
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext
from rest_framework.exceptions import Throttled

from accounts.operator_login import OperatorLoginForm
from core.admin.bounded import BoundedAdmin
from core.api.exceptions import ServiceUnavailable
from core.client_address import client_network
from core.middleware.request_log import address_of
from core.rate_limits import sliding_log
from operations.dashboard import numbers_of_today


class OperatorSite(admin.AdminSite):
    site_header = site_title = "NumberPlay"
    index_title = "Today"
    index_template = "operations/operator_index.html"
    login_template = "operations/operator_login.html"
    login_form = OperatorLoginForm

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        bounded = type("Bounded", (BoundedAdmin, admin_class or admin.ModelAdmin), {})
        super().register(model_or_iterable, bounded, **options)

    def index(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return super().index(request, {**(extra_context or {}), "numbers": numbers_of_today()})

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        try:
            if request.method == "POST":
                _limit(request)
            return super().login(request, extra_context)
        except (Throttled, ServiceUnavailable) as refusal:
            wait = max(1, math.ceil(getattr(refusal, "wait", None) or 1))
            text = ngettext("Try again in %d second.", "Try again in %d seconds.", wait) % wait
            headers = {"Retry-After": str(wait)}
            return HttpResponse(f"Too many attempts. {text}", "text/plain", refusal.status_code, headers=headers)


def _limit(request: HttpRequest) -> None:
    """Uses the same bucket as the sign-ins of players. Raises Throttled."""
    wait = sliding_log.admit(f"login:{client_network(address_of(request))}", settings.RATES.login).retry_after
    if wait is not None:
        raise Throttled(wait)

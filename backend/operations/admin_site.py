"""The admin site: today's numbers on the first page, and a sign-in that is protected like that of players."""

from __future__ import annotations

import math
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.translation import ngettext
from rest_framework.exceptions import Throttled

from accounts.operator_login import OperatorLoginForm
from core.admin.bounded import BoundedAdmin
from core.api.exceptions import ServiceUnavailable
from core.client_address import client_network
from core.middleware.request_log import address_of
from core.rate_limits import sliding_log
from operations import live
from operations.dashboard import numbers_of_today


class OperatorSite(admin.AdminSite):
    site_header = site_title = "NumberPlay"
    index_title = "Overview"
    index_template = "operations/operator_index.html"
    login_template = "operations/operator_login.html"
    login_form = OperatorLoginForm

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        bounded = type("Bounded", (BoundedAdmin, admin_class or admin.ModelAdmin), {})
        super().register(model_or_iterable, bounded, **options)

    def get_urls(self) -> list[Any]:
        return [path("live/", self.admin_view(self.live), name="live"), *super().get_urls()]

    def live(self, request: HttpRequest) -> HttpResponse:
        """Returns the figures that the first page requests every few seconds."""
        if not _sees_plays(request):
            raise PermissionDenied
        return JsonResponse(live.current())

    def index(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return super().index(request, {**(extra_context or {}), **self._figures(request)})

    def _figures(self, request: HttpRequest) -> dict[str, Any]:
        now = live.current() if _sees_plays(request) else {}
        return {"numbers": numbers_of_today(), "live": now.get("figures"), "services": now.get("services")}

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


def _sees_plays(request: HttpRequest) -> bool:
    return request.user.has_perm("game.view_play")


def _limit(request: HttpRequest) -> None:
    """Limits sign-ins, in the same bucket as those of players. Raises Throttled."""
    wait = sliding_log.admit(f"login:{client_network(address_of(request))}", settings.RATES.login).retry_after
    if wait is not None:
        raise Throttled(wait)

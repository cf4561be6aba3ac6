"""A confirmation page for the actions of a list."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme

from core.admin.bounded import PER_PAGE

Action = Callable[[Any, HttpRequest, QuerySet[Any]], None]
CONFIRMED, BACK = "confirmed", "back"


def confirmed(question: str, *, consequence: str, button: str) -> Callable[[Action], Any]:
    """Wraps an admin action: the first request shows the confirmation page, whose form then performs the action."""

    def decorate(action: Action) -> Any:
        @wraps(action)
        def run(self: Any, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
            back = back_to(request)
            if request.POST.get(CONFIRMED) == "yes":
                action(self, request, rows)
                return HttpResponseRedirect(back) if back else None
            texts = {"title": question, "consequence": consequence, "button": button}
            return TemplateResponse(request, "core/admin/confirm.html", _context(self, request, rows, back) | texts)

        return run

    return decorate


def back_to(request: HttpRequest) -> str:
    """Returns the page of this site on which the action was chosen, if it wasn't the list."""
    back = request.POST.get(BACK, "")
    return back if url_has_allowed_host_and_scheme(back, None) and back.startswith("/admin/") else ""


def _context(model_admin: Any, request: HttpRequest, rows: QuerySet[Any], back: str) -> dict[str, Any]:
    shown = list(rows[:PER_PAGE])
    return {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "rows": shown,
        "keys": [str(row.pk) for row in shown],
        "checkbox": ACTION_CHECKBOX_NAME,
        "action": request.POST["action"],
        "back": back,
        "cancel": back or request.get_full_path(),
    }

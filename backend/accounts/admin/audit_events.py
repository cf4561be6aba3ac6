"""The audit events in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.admin.search import of_players_found
from accounts.models import AuditEvent
from core.admin.read_only import ReadOnly


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("created_at", "event", "outcome", "player", "operator", "ip", "request_id")
    list_select_related = ("player", "operator")
    search_fields = ("player__email",)
    search_help_text = "Search by the start of the player's email or username."

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[AuditEvent], search_term: str) -> Any:
        return of_players_found(queryset, search_term), False

"""Plays and statistics in the admin: operators can read them, but not change them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from core.admin.read_only import ReadOnly
from game.models import DailySummary, Export, Play, PlayerStatistics

MAX_FOUND = 100  # players


class PlayerRowsAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """Searches by the beginning of the player's email or username: finds the players first, then their rows by an
    index.
    """

    search_fields = ("player__email", "player__username_key")
    search_help_text = "Search by the start of the player's email or username."
    newest_first: tuple[str, ...] = ("-player_id",)
    player_column = "player_id"

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        term = search_term.strip()
        if not term:
            return queryset, False
        named = Q(email__istartswith=term) | Q(username_key__istartswith=term)
        players = get_user_model().objects.filter(named).values_list("pk", flat=True)[:MAX_FOUND]
        return queryset.filter(**{f"{self.player_column}__in": list(players)}).order_by(*self.newest_first), False


@admin.register(Play)
class PlayAdmin(PlayerRowsAdmin):
    list_display = ("id", "player", "seq", "number", "result", "prize", "played_at")
    list_filter = ("result",)
    list_select_related = ("player",)
    newest_first = ("-player_id", "-seq")


@admin.register(PlayerStatistics)
class PlayerStatisticsAdmin(PlayerRowsAdmin):
    list_display = ("player", "seq", "wins", "total_prize", "best_prize", "current_streak", "last_played")
    list_select_related = ("player",)


@admin.register(DailySummary)
class DailySummaryAdmin(PlayerRowsAdmin):
    search_fields = ("progress__player__email", "progress__player__username_key")
    list_display = ("player", "day", "plays", "wins", "points")
    list_select_related = ("progress__player",)
    newest_first = ("-progress_id", "-day")
    player_column = "progress_id"

    @admin.display(description="player")
    def player(self, summary: DailySummary) -> str:
        return str(summary.progress.player)


@admin.register(Export)
class ExportAdmin(PlayerRowsAdmin):
    list_display = ("id", "player", "state", "seq", "written", "created_at", "changed_at")
    list_select_related = ("player",)

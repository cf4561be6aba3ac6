"""Plays and statistics in the admin: operators can read them, but not change them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from core.admin.read_only import ReadOnly
from game import play_search
from game.models import DailySummary, Export, Play, PlayerStatistics


@admin.register(Play)
class PlayAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("id", "player", "seq", "number", "result", "prize", "played_at")
    list_filter = ("result",)
    list_select_related = ("player",)
    search_fields = ("player__email",)
    search_help_text = play_search.HELP

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Play], search_term: str) -> Any:
        return play_search.found(queryset, search_term), False


class PlayerRowsAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """Searches by the beginning of the player's email or username: finds first the players, and then their rows, using
    an index.
    """

    search_fields = ("player__email",)
    search_help_text = "Search by the start of the player's email or username."
    newest_first: tuple[str, ...] = ("-player_id",)
    player_column = "player_id"

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        term = search_term.strip()
        if not term:
            return queryset, False
        players = play_search.players_found(term)
        return queryset.filter(**{f"{self.player_column}__in": players}).order_by(*self.newest_first), False


@admin.register(PlayerStatistics)
class PlayerStatisticsAdmin(PlayerRowsAdmin):
    list_display = ("player", "seq", "wins", "total_prize", "best_prize", "current_streak", "last_played")
    list_select_related = ("player",)


@admin.register(DailySummary)
class DailySummaryAdmin(PlayerRowsAdmin):
    search_fields = ("progress__player__email",)
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

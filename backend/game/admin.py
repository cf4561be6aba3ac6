"""Plays and statistics are read, never written, by operators."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from game.models import Play, PlayerStatistics


class ReadOnly:
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Play)
class PlayAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("id", "player", "seq", "number", "result", "prize", "played_at")
    list_filter = ("result",)
    search_fields = ("player__email", "player__username_key")
    list_select_related = ("player",)
    show_full_result_count = False


@admin.register(PlayerStatistics)
class PlayerStatisticsAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("player", "seq", "wins", "total_prize", "best_prize", "current_streak", "last_played")
    search_fields = ("player__email", "player__username_key")
    list_select_related = ("player",)
    show_full_result_count = False

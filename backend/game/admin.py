"""Plays and statistics are read, never written, by operators."""

from __future__ import annotations

from django.contrib import admin

from core.read_only_admin import ReadOnly
from game.models import Play, PlayerStatistics


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

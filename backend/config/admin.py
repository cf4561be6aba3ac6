"""What operators see of the background work."""

from __future__ import annotations

from django.contrib import admin

from config.models import TaskFailure
from core.read_only_admin import ReadOnly


@admin.register(TaskFailure)
class TaskFailureAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("task", "error", "request_id", "failed_at")
    list_filter = ("task", "error")
    search_fields = ("request_id",)
    show_full_result_count = False

"""Failed background tasks in the admin."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from core.admin.read_only import ReadOnly
from operations.models import TaskFailure

SEARCHED = 10_000


@admin.register(TaskFailure)
class TaskFailureAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("task", "error", "request_id", "failed_at")
    search_fields = ("task", "error", "request_id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[TaskFailure]:
        """Newest first, because only the time has an index."""
        newest = TaskFailure.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        return super().get_queryset(request).filter(pk__gt=newest - SEARCHED)

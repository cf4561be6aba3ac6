"""Failed background tasks in the admin, and the players with their overview."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import ngettext

from accounts import audit
from core.admin.confirmed import confirmed
from core.admin.read_only import ReadOnly
from operations import failed_tasks, player_admin
from operations.models import TaskFailure

__all__ = ["TaskFailureAdmin", "player_admin"]

SEARCHED = 10_000
RUNS_AGAIN = "They are queued with the same arguments. Running a task whose work is already done has no effect."


@admin.register(TaskFailure)
class TaskFailureAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("task", "error", "request_id", "failed_at", "run_again_at")
    search_fields = ("task", "error", "request_id")
    actions = ("run_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[TaskFailure]:
        """Orders by time, newest first, because only the time has an index."""
        newest = TaskFailure.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        return super().get_queryset(request).filter(pk__gt=newest - SEARCHED)

    def has_run_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("operations.change_taskfailure")

    @admin.action(description="Run again", permissions=["run"])
    @confirmed("Run these tasks again?", consequence=RUNS_AGAIN, button="Run again")
    def run_again(self, request: HttpRequest, failures: QuerySet[TaskFailure]) -> None:
        queued = 0
        for failure in failures:
            if failed_tasks.run_again(failure):
                queued += 1
                audit.record("task.run_again", player=None)
            else:
                self.message_user(request, f"{failure} can't be run again.", messages.ERROR)
        if queued:
            self.message_user(request, ngettext("%d task was queued.", "%d tasks were queued.", queued) % queued)

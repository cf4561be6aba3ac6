"""Failed background tasks, for operators."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class TaskFailure(models.Model):
    """A task that failed. The log contains the error message, with the id of the request."""

    task = models.CharField(max_length=200)
    error = models.CharField(max_length=200)
    request_id = models.CharField(max_length=128, blank=True)
    failed_at = models.DateTimeField(default=timezone.now, db_index=True)
    arguments = models.JSONField(null=True, help_text="Empty if it was recorded by an older version.")
    run_again_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "config_taskfailure"  # the model was moved from this app
        ordering = ["-failed_at"]

    def __str__(self) -> str:
        return f"{self.task}: {self.error}"

"""Audit events for the back office. The log contains all of them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from accounts.models.user import User


class AuditEvent(models.Model):
    """`operator` is the operator who performed the action in the admin."""

    player = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    operator = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    event = models.CharField(max_length=50)
    outcome = models.CharField(max_length=20)
    ip = models.CharField(max_length=45, blank=True)
    request_id = models.CharField(max_length=128, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.event}: {self.outcome}"

"""Sessions: where players are signed in."""

from __future__ import annotations

import uuid

from django.db import models

from accounts.models.user import User


class Session(models.Model):
    """One sign-in on one device. The row decides whether its tokens are valid, but isn't enough to derive them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    player = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessions")
    current_token = models.CharField(max_length=64)
    previous_token = models.CharField(max_length=64, blank=True)
    rotated_at = models.DateTimeField()
    created_at = models.DateTimeField(db_index=True)
    last_used_at = models.DateTimeField()
    ip = models.CharField(max_length=45)
    user_agent = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["-created_at"]
        # For the nightly deletion of sessions that have ended or are no longer used.
        indexes = [models.Index(fields=["ended_at", "last_used_at"], name="session_unused")]

    def __str__(self) -> str:
        return f"session {self.pk}"

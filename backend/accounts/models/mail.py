"""Emails to players, sent and unsent."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.fields.json import KT
from django.utils import timezone

from accounts import identifiers
from accounts.models.user import User


class Mail(models.Model):
    """One email for one cause, stored in the transaction of the cause and sent afterwards.

    The row decides whether the link in the email is valid. The link can't be derived from the row alone.
    """

    WAITING, SENT, FAILED = "waiting", "sent", "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cause = models.CharField(
        max_length=100, unique=True, help_text="What the email is about. Only one email is sent for each cause."
    )
    kind = models.CharField(max_length=30)
    player = models.ForeignKey(
        User,
        on_delete=models.CASCADE,
        null=True,
        related_name="mails",
        help_text="Empty if no account has the address.",
    )
    to = models.EmailField(max_length=identifiers.EMAIL_MAX)
    facts = models.JSONField(default=dict, help_text="Template variables apart from the player's name.")
    mentioned_address = models.GeneratedField(
        expression=KT("facts__address"),
        output_field=models.CharField(max_length=identifiers.EMAIL_MAX),
        db_persist=False,
    )
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    link_used_at = models.DateTimeField(null=True)

    state = models.CharField(max_length=7, default=WAITING, choices=[(word, word) for word in (WAITING, SENT, FAILED)])
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(
        default=timezone.now, help_text="Not sent before this time. Extended while a worker is sending it."
    )
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=100, blank=True, help_text="Why the last attempt failed, without the address.")

    class Meta:
        verbose_name = "email"
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="mail_due"),
            models.Index(fields=["to"], name="mail_to"),
            models.Index(fields=["mentioned_address"], name="mail_mentioned_address"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def recipient(self) -> User:
        """The player. Raises User.DoesNotExist if the address belongs to no account."""
        if self.player is None:
            raise User.DoesNotExist
        return self.player


class WeeklySummarySubscription(models.Model):
    """A player who wants the weekly summary by email.

    Has no foreign key constraint in the database, because the previous version, which doesn't have this table, couldn't
    delete players then. The weekly task deletes the rows that the previous version leaves behind.
    """

    player = models.OneToOneField(
        User, on_delete=models.CASCADE, primary_key=True, related_name="+", db_constraint=False
    )
    subscribed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"weekly summary for player {self.player_id}"

"""What a player knows beside the password: a secret shared with an authenticator, and codes for the day it is lost."""

from __future__ import annotations

from django.db import models

from accounts.models.user import User


class SecondFactor(models.Model):
    """On once it is confirmed."""

    player = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="+")
    sealed_secret = models.CharField(max_length=255, help_text="Encrypted: the row alone makes no code")
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.PositiveBigIntegerField(default=0, help_text="The time step of the last code that was accepted")

    def __str__(self) -> str:
        return f"second factor of player {self.player_id}"


class RecoveryCode(models.Model):
    """Deleted by its use."""

    player = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    digest = models.CharField(max_length=128, help_text="A hash as of a password")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["player", "digest"], name="recovery_code_once")]

    def __str__(self) -> str:
        return f"recovery code {self.pk}"

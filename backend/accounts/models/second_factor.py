"""Two-factor authentication: the secret shared with an authenticator app, and recovery codes."""

from __future__ import annotations

from django.db import models

from accounts.models.user import User


class SecondFactor(models.Model):
    """A two-factor setup, which is enabled once it is confirmed."""

    player = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="+")
    sealed_secret = models.CharField(
        max_length=255, help_text="Encrypted, so the row alone is not enough to generate codes."
    )
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.PositiveBigIntegerField(default=0, help_text="Time step of the last accepted code.")

    def __str__(self) -> str:
        return f"two-factor setup of player {self.player_id}"


class RecoveryCode(models.Model):
    """A recovery code, which is deleted when it is used."""

    player = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    digest = models.CharField(max_length=128, help_text="Hashed like a password.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["player", "digest"], name="recovery_code_once")]

    def __str__(self) -> str:
        return f"recovery code {self.pk}"

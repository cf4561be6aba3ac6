"""Plays, and the data derived from them: each player's statistics, daily summaries and exports."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.db.fields import HundredthsField
from game import rules
from game.tally import Tally


class Play(models.Model):
    """One play, which never changes. Constraints reject rows that the rules can't produce."""

    player = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    seq = models.PositiveBigIntegerField(help_text="Position among this player's plays: 1, 2, 3, … in commit order.")
    number = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=4, choices=[(rules.WIN, "win"), (rules.LOSE, "lose")])
    prize = HundredthsField(db_column="prize_hundredths", null=True, blank=True)
    played_at = models.DateTimeField()
    key_digest = models.CharField(  # noqa: DJ001  NULLs are distinct in the constraint, empty texts are not
        max_length=64,
        null=True,
        blank=True,
        editable=False,
        help_text="SHA-256 of the idempotency key, so that keys compare byte by byte regardless of collation.",
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["player", "seq"], name="play_seq_once"),
            models.UniqueConstraint(fields=["player", "key_digest"], name="play_key_once"),
            models.CheckConstraint(
                condition=Q(number__gte=rules.LOWEST, number__lte=rules.HIGHEST), name="play_number_in_range"
            ),
            models.CheckConstraint(
                # The first part also requires "not NULL", because a comparison with NULL is unknown, and a check that
                # is unknown passes.
                condition=Q(result=rules.WIN, prize__isnull=False, prize__gt=0)
                | Q(result=rules.LOSE, prize__isnull=True),
                name="play_lost_without_prize",
            ),
        ]
        indexes = [models.Index(fields=["player", "result", "seq"], name="play_by_result")]

    def __str__(self) -> str:
        return f"play {self.seq} of player {self.player_id}"


class Recorded(NamedTuple):
    """A newly written play. Creating a model instance would take as long as all statements of the play."""

    pk: int
    player_id: int
    seq: int
    number: int
    result: str
    prize: Decimal | None
    played_at: datetime
    key_digest: str | None


class PlayerStatistics(models.Model):
    """One row per player, created with the player. Locking it serializes the player's plays."""

    player = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    seq = models.PositiveBigIntegerField(default=0)
    wins = models.PositiveBigIntegerField(default=0)
    total_prize = HundredthsField(db_column="total_prize_hundredths", default=0)
    best_prize = HundredthsField(db_column="best_prize_hundredths", default=0)
    current_streak = models.PositiveBigIntegerField(default=0)
    best_streak = models.PositiveBigIntegerField(default=0)
    last_played = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "player statistics"

    def __str__(self) -> str:
        return f"statistics of player {self.player_id}"

    @property
    def tally(self) -> Tally:
        return Tally(**{name: getattr(self, name) for name in TALLY_FIELDS})


TALLY_FIELDS = tuple(Tally.__dataclass_fields__)


class SummaryProgress(models.Model):
    """How far a player's daily summaries have been updated: they contain the plays up to `seq`.

    This table and the following ones have no foreign key constraint to the player in the database, because the previous
    version, which doesn't have these tables, couldn't delete players then. `game.signals` deletes the rows, and tasks
    delete those that the previous version leaves behind.
    """

    player = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+", db_constraint=False
    )
    seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "summary progress"

    def __str__(self) -> str:
        return f"summaries of player {self.player_id} up to play {self.seq}"


class DailySummary(models.Model):
    """A player's plays on one day (UTC). Weeks are computed from days."""

    progress = models.ForeignKey(
        SummaryProgress, on_delete=models.CASCADE, related_name="days", db_column="player_id", db_index=False
    )
    day = models.DateField()
    plays = models.PositiveBigIntegerField()
    wins = models.PositiveBigIntegerField()
    points = HundredthsField(db_column="points_hundredths")

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "daily summaries"
        constraints = [models.UniqueConstraint(fields=["progress", "day"], name="daily_summary_once")]

    def __str__(self) -> str:
        return f"plays of player {self.progress_id} on {self.day}"


class Export(models.Model):
    """A file with all results of a player up to `seq`, generated by a worker. A player has at most one."""

    WAITING, RUNNING, READY = "waiting", "running", "ready"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    player = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    seq = models.PositiveBigIntegerField(help_text="The newest result in the file.")
    state = models.CharField(
        max_length=7, default=WAITING, choices=[(name, name) for name in (WAITING, RUNNING, READY)]
    )
    chunks = models.PositiveIntegerField(default=0, help_text="The number of stored parts of the file.")
    written = models.PositiveBigIntegerField(default=0, help_text="The number of results in these parts.")
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(
        default=timezone.now, db_index=True, help_text="When the last part was stored. Expiry counts from this time."
    )

    class Meta:
        ordering = ["-changed_at"]
        indexes = [models.Index(fields=["state", "changed_at"], name="export_stalled")]

    def __str__(self) -> str:
        return f"export {self.pk}"


class ExportChunk(models.Model):
    """A part of the file, compressed."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["export", "position"], name="export_chunk_once")]

    def __str__(self) -> str:
        return f"part {self.position} of export {self.export_id}"

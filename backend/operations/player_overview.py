"""The contents of a player's page: the newest rows of each kind, each found by an index."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from accounts.models import AuditEvent, Mail, SecondFactor, Session, User
from game.models import Play, PlayerStatistics

SHOWN = 20

# The permission to see each kind of row, and a function that returns the newest rows.
ROWS: dict[str, tuple[str, Callable[[int], QuerySet[Any]]]] = {
    "sessions": ("accounts.view_user", lambda player: Session.objects.filter(player=player).order_by("-created_at")),
    "plays": ("game.view_play", lambda player: Play.objects.filter(player=player).order_by("-seq")),
    "emails": ("accounts.view_mail", lambda player: Mail.objects.filter(player=player).order_by("-created_at")),
    "audit_events": (
        "accounts.view_auditevent",
        lambda player: AuditEvent.objects.filter(player=player).select_related("operator").order_by("-pk"),
    ),
}


def of(player: User, operator: Any) -> dict[str, Any]:
    """Returns the rows of each kind, or None in place of rows that the operator may not see."""
    rows = {
        name: list(newest(player.pk)[:SHOWN]) if operator.has_perm(permission) else None
        for name, (permission, newest) in ROWS.items()
    }
    return {
        **rows,
        "shown": SHOWN,
        "figures": _figures(player.pk) if rows["plays"] is not None else {},
        "has_second_factor": SecondFactor.objects.filter(pk=player.pk, confirmed_at__isnull=False).exists(),
        "may_resend": operator.has_perm("accounts.change_mail"),
    }


def _figures(player_id: int) -> dict[str, Any]:
    row = PlayerStatistics.objects.filter(pk=player_id).first() or PlayerStatistics()
    return {
        "Plays": row.seq,
        "Wins": row.wins,
        "Points": row.total_prize,
        "Best prize": row.best_prize,
        "Best streak": row.best_streak,
        "Last played": row.last_played,
    }

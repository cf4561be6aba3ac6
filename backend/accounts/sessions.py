"""Sign-ins: a session begins, is rotated, and ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import audit, events, liveness, metrics, tokens
from accounts.models import Session, User
from core.transactions import retried


class SessionOver(Exception):
    """The refresh token is not, or no longer, worth anything."""


@dataclass(frozen=True)
class Device:
    ip: str
    user_agent: str


def open_session(user: User, device: Device) -> Session:
    now = timezone.now()
    return Session.objects.create(
        player=user,
        current_token=tokens.first_token_id(),
        rotated_at=now,
        created_at=now,
        last_used_at=now,
        ip=device.ip,
        user_agent=device.user_agent,
    )


@retried()
def rotate(claims: tokens.Claims, *, device: Device) -> Session:
    """The session with its next token, by one compare-and-swap on its row.

    The loser of a race, and whoever lost the answer, is given the same successor for the time of grace. After that the
    use of a replaced token is theft, and ends the session. Raises SessionOver.
    """
    now = timezone.now()
    successor = tokens.successor_of(claims.token_id)
    mine = Session.objects.filter(pk=claims.session_id, player_id=claims.player_id)
    swapped = (
        _alive(mine, now)
        .filter(current_token=claims.token_id)
        .update(
            previous_token=claims.token_id,
            current_token=successor,
            rotated_at=now,
            last_used_at=now,
            ip=device.ip,
            user_agent=device.user_agent,
        )
    )
    session = _alive(mine, now).select_related("player").first()
    if session is None or not session.player.is_active:
        raise SessionOver
    if not swapped and not _in_grace(session, claims.token_id, now):
        metrics.THEFTS.inc(end_sessions(mine, reason="theft"))
        raise SessionOver
    liveness.began(str(session.pk))
    return session


@retried()
def end_sessions(sessions: QuerySet[Session], *, reason: str) -> int:
    """Ends those that are on, and tells every process and socket after the commit. Gives their number."""
    with transaction.atomic():
        ending = list(sessions.filter(ended_at=None).select_for_update().values_list("pk", "player_id"))
        ids = [pk for pk, _ in ending]
        Session.objects.filter(pk__in=ids).update(ended_at=timezone.now(), end_reason=reason)
        if ids:
            transaction.on_commit(lambda: _tell_the_end(ending, reason))
    return len(ids)


def sessions_of(player_id: int) -> QuerySet[Session]:
    """Those that are on."""
    return _alive(Session.objects.filter(player_id=player_id), timezone.now())


def end_session(player_id: int, session_id: UUID | str, *, reason: str) -> bool:
    return bool(end_sessions(Session.objects.filter(player_id=player_id, pk=session_id), reason=reason))


def _tell_the_end(ended: list[tuple[UUID, int]], reason: str) -> None:
    by_player: dict[int, list[str]] = {}
    for pk, player_id in ended:
        by_player.setdefault(player_id, []).append(str(pk))
        audit.record("session.ended", player=player_id, outcome=reason)
    events.sessions_ended(by_player)


def _alive(sessions: QuerySet[Session], now: datetime) -> QuerySet[Session]:
    """Conditions on the row alone: with a join MySQL would need two statements for the swap in `rotate`."""
    return sessions.filter(
        ended_at=None,
        last_used_at__gt=now - tokens.IDLE_LIFETIME,
        created_at__gt=now - tokens.SESSION_LIFETIME,
    )


def _in_grace(session: Session, token_id: str, now: datetime) -> bool:
    return session.previous_token == token_id and now - session.rotated_at <= tokens.GRACE

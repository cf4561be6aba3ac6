"""Opens, rotates and ends sessions."""

from __future__ import annotations

import time
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts import audit, metrics
from accounts.models import Session, User
from accounts.sessions import events, revocation, tokens
from accounts.sessions.claims import Claims
from accounts.sessions.lifetimes import GRACE, alive
from core import clock
from core.clock import DatabaseNow
from core.db.transactions import retried


class SessionOver(Exception):
    """The refresh token isn't valid, or is no longer valid."""


@dataclass(frozen=True)
class Device:
    ip: str
    user_agent: str


def open_session(user: User, device: Device) -> Session:
    now = clock.database_now()
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
def rotate(claims: Claims, *, device: Device) -> Session:
    """Replaces the refresh token with one compare-and-swap on the session's row, and returns the session.

    During the grace period, the loser of a race and a client that lost the response get the same successor. After
    that, using a replaced token counts as theft and ends the session. Times are compared with the database's clock,
    because the clocks of processes differ. Raises SessionOver.
    """
    asked = time.time()
    mine = Session.objects.filter(pk=claims.session_id, player_id=claims.player_id)
    swapped = _swap(mine, claims, device)
    session = alive(mine).select_related("player").annotate(now=DatabaseNow()).first()
    if session is None:
        raise SessionOver
    clock.compare(session.now, asked=asked)
    if not session.player.is_active:
        raise SessionOver
    is_in_grace = session.previous_token == claims.token_id and session.now - session.rotated_at <= GRACE
    if not swapped and not is_in_grace:
        metrics.THEFTS.inc(end_sessions(mine, reason="theft"))
        raise SessionOver
    revocation.mark_alive(str(session.pk))
    return session


def _swap(mine: QuerySet[Session], claims: Claims, device: Device) -> bool:
    """Returns whether the token was the current one and has been replaced."""
    rows = alive(mine).filter(current_token=claims.token_id)
    return bool(
        rows.update(
            previous_token=claims.token_id,
            current_token=tokens.successor_of(claims.token_id),
            rotated_at=DatabaseNow(),
            last_used_at=DatabaseNow(),
            ip=device.ip,
            user_agent=device.user_agent,
        )
    )


@retried()
def end_sessions(sessions: QuerySet[Session], *, reason: str) -> int:
    """Ends those that are active, and announces it to processes and sockets after the commit. Returns their number."""
    with transaction.atomic():
        ending = list(sessions.filter(ended_at=None).select_for_update().values_list("pk", "player_id"))
        ids = [pk for pk, _ in ending]
        Session.objects.filter(pk__in=ids).update(ended_at=DatabaseNow(), end_reason=reason)
        if ids:
            transaction.on_commit(lambda: _announce_end(ending, reason))
    return len(ids)


def sessions_of(player_id: int) -> QuerySet[Session]:
    """Returns the player's active sessions."""
    return alive(Session.objects.filter(player_id=player_id))


def end_session(player_id: int, session_id: UUID | str, *, reason: str) -> bool:
    return bool(end_sessions(Session.objects.filter(player_id=player_id, pk=session_id), reason=reason))


def _announce_end(ended: list[tuple[UUID, int]], reason: str) -> None:
    by_player: dict[int, list[str]] = {}
    for pk, player_id in ended:
        by_player.setdefault(player_id, []).append(str(pk))
        audit.record("session.ended", player=player_id, outcome=reason)
    events.sessions_ended(by_player)

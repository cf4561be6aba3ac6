"""Rows that operators look for: sessions, a waiting and a failed email, a failed task, and audit events."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from accounts.models import AuditEvent, Mail, Session, User
from accounts.sessions import tokens
from operations.models import TaskFailure

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1"
KEPT_WAITING = timedelta(days=7)  # for this long, the demo has a waiting email


def create_traces(players: dict[str, User], operator: User, now: datetime) -> None:
    for player in players.values():
        joined = player.date_joined
        _event(player, "account.registered", joined)
        _mail(player, "welcome", joined, state=Mail.SENT, sent_at=joined, attempts=1)
    _ended(players["grace"], "revoked", now - timedelta(days=2))
    for player in players.values():
        at = now - timedelta(hours=5)
        _session(player, FIREFOX, "192.0.2.7", at=at, used=now - timedelta(minutes=2))
        _event(player, "sign_in", at)
    _event(players["alan"], "sign_in", now - timedelta(minutes=50), outcome="wrong_credentials")
    _blocked(players["mallory"], operator, now - timedelta(hours=3))
    facts = {"ip": "192.0.2.7", "user_agent": FIREFOX}
    waiting = {"attempts": 9, "due_at": now + KEPT_WAITING, "fault": "SMTPConnectError 421"}
    _mail(players["alan"], "new_device", now - timedelta(minutes=40), facts=facts, **waiting)
    failed = {"state": Mail.FAILED, "attempts": 64, "fault": "SMTPServerDisconnected"}
    _mail(players["emmy"], "password_changed", now - timedelta(days=2), **failed)
    task, error, failed_at = "game.tasks.reconcile_statistics", "OperationalError", now - timedelta(hours=8)
    TaskFailure.objects.create(task=task, error=error, request_id="demo", arguments=[], failed_at=failed_at)


def _session(player: User, agent: str, ip: str, *, at: datetime, used: datetime) -> Session:
    return Session.objects.create(
        player=player,
        current_token=tokens.first_token_id(),
        rotated_at=used,
        created_at=at,
        last_used_at=used,
        ip=ip,
        user_agent=agent,
    )


def _ended(player: User, reason: str, at: datetime) -> None:
    session = _session(player, IPHONE, "198.51.100.23", at=at - timedelta(days=1), used=at)
    Session.objects.filter(pk=session.pk).update(ended_at=at, end_reason=reason)
    _event(player, "session.ended", at, outcome=reason)


def _blocked(player: User, operator: User, at: datetime) -> None:
    Session.objects.filter(player=player).update(ended_at=at, end_reason="deactivated", last_used_at=at)
    _event(player, "account.deactivated", at, operator=operator)
    _event(player, "session.ended", at, outcome="deactivated", operator=operator)


def _mail(player: User, kind: str, created_at: datetime, **fields: Any) -> None:
    cause = f"{kind}:{player.pk}"
    Mail.objects.create(player=player, kind=kind, cause=cause, to=player.email, created_at=created_at, **fields)


def _event(player: User, event: str, at: datetime, *, outcome: str = "done", operator: User | None = None) -> None:
    AuditEvent.objects.create(
        player=player, operator=operator, event=event, outcome=outcome, ip="192.0.2.7", created_at=at
    )

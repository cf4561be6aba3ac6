"""What happens to accounts and sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import events, liveness, metrics, passwords, tokens
from accounts.models import Session, User
from accounts.tasks import send_welcome_mail
from core.queue import enqueue

DELETE_ATTEMPTS = 5


class NameTaken(Exception):
    """Somebody has this username or e-mail; `fields` says which."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


class InvalidCredentials(Exception):
    """Unknown e-mail, wrong password or disabled account: not told apart."""


class SessionOver(Exception):
    """The refresh token is not, or no longer, worth anything."""


@dataclass(frozen=True)
class Device:
    ip: str
    user_agent: str


def register(username: str, email: str, password: str, *, device: Device) -> tuple[User, Session]:
    """Raises NameTaken, also when somebody else takes the name in this moment."""
    with passwords.hashing():
        user = User(username=username, email=email)
        user.set_password(password)
    try:
        with transaction.atomic(durable=True):
            user.save()
            session = _open_session(user, device)
    except IntegrityError:
        raise NameTaken(taken(username, email)) from None
    liveness.began(str(session.pk))
    enqueue(send_welcome_mail, user.pk)
    return user, session


def taken(username: str, email: str) -> list[str]:
    """Which of the two somebody has."""
    asked = {"username": User.objects.filter(username_key=username.lower()), "email": User.objects.filter(email=email)}
    return [field for field, users in asked.items() if users.exists()]


def sign_in(email: str, password: str, *, device: Device) -> tuple[User, Session]:
    """Costs the same whether the account exists or not. Raises InvalidCredentials."""
    user = User.objects.filter(email=email).first()
    with passwords.hashing():
        right = check_password(password, user.password if user else passwords.nobodys())
    if user is None or not right or not user.is_active:
        metrics.REFUSED_LOGINS.labels("credentials").inc()
        raise InvalidCredentials
    try:
        session = _open_session(user, device)
    except IntegrityError:  # the account was deleted in this moment
        raise InvalidCredentials from None
    liveness.began(str(session.pk))
    return user, session


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


def end_sessions(sessions: QuerySet[Session], *, reason: str) -> int:
    """Ends those that are on, and tells every process and socket after the commit. Gives their number."""
    with transaction.atomic():
        ending = list(sessions.filter(ended_at=None).select_for_update().values_list("pk", "player_id"))
        ids = [pk for pk, _ in ending]
        Session.objects.filter(pk__in=ids).update(ended_at=timezone.now(), end_reason=reason)
        by_player: dict[int, list[str]] = {}
        for pk, player_id in ending:
            by_player.setdefault(player_id, []).append(str(pk))
        if ids:
            transaction.on_commit(lambda: events.sessions_ended(by_player))
    return len(ids)


def sessions_of(player_id: int) -> QuerySet[Session]:
    """Those that are on."""
    return _alive(Session.objects.filter(player_id=player_id), timezone.now())


def end_session(player_id: int, session_id: UUID | str, *, reason: str) -> bool:
    return bool(end_sessions(Session.objects.filter(player_id=player_id, pk=session_id), reason=reason))


def rename(user: User, username: str) -> None:
    """Raises NameTaken."""
    user.username = username
    try:
        with transaction.atomic():
            user.save(update_fields=["username"])
    except IntegrityError:
        raise NameTaken(["username"]) from None


def delete_account(user: User, password: str) -> None:
    """Raises InvalidCredentials."""
    with passwords.hashing():
        right = check_password(password, user.password)
    if not right:
        raise InvalidCredentials
    for attempts_left in reversed(range(DELETE_ATTEMPTS)):
        try:
            user.delete()
            return
        except IntegrityError:  # between its statements somebody signed in or played, and the database says no
            if not attempts_left:
                raise


def _open_session(user: User, device: Device) -> Session:
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


def _alive(sessions: QuerySet[Session], now: datetime) -> QuerySet[Session]:
    """Conditions on the row alone: with a join MySQL would need two statements for the swap in `rotate`."""
    return sessions.filter(
        ended_at=None,
        last_used_at__gt=now - tokens.IDLE_LIFETIME,
        created_at__gt=now - tokens.SESSION_LIFETIME,
    )


def _in_grace(session: Session, token_id: str, now: datetime) -> bool:
    return session.previous_token == token_id and now - session.rotated_at <= tokens.GRACE

"""Players with tokens, created in the database without the cost of signing in."""

from __future__ import annotations

import os
import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.system import SECRET, System

if TYPE_CHECKING:
    from accounts.models import Session

TOKEN_SECONDS = 3600
BATCH = 5000
UNUSABLE = "!"


@dataclass(frozen=True)
class Player:
    id: int
    token: str


def connect(system: System) -> None:
    """Makes Django's models usable in this process, once."""
    os.environ.update(system.env, DJANGO_SETTINGS_MODULE="config.settings", LOG_LEVEL="ERROR")
    import django

    django.setup()


def create(count: int) -> list[Player]:
    from django.utils import timezone

    from accounts.models import Session, User
    from accounts.sessions import tokens
    from game.models import PlayerStatistics

    run = uuid.uuid4().hex[:10]
    names = [f"b{run}_{number}" for number in range(count)]
    users = [User(username=name, username_key=name, email=f"{name}@example.org", password=UNUSABLE) for name in names]
    User.objects.bulk_create(users, batch_size=BATCH)
    ids = list(User.objects.filter(username__startswith=f"b{run}_").order_by("pk").values_list("pk", flat=True))
    PlayerStatistics.objects.bulk_create([PlayerStatistics(pk=pk) for pk in ids], batch_size=BATCH)
    now = timezone.now()
    at = {"rotated_at": now, "created_at": now, "last_used_at": now, "ip": "127.0.0.1"}
    sessions = [Session(player_id=pk, current_token=tokens.first_token_id(), **at) for pk in ids]
    Session.objects.bulk_create(sessions, batch_size=BATCH)
    return [Player(session.player_id, _token(session)) for session in sessions]


def _token(session: Session) -> str:
    """Signed like the product's tokens, but valid for an hour."""
    import jwt

    now = int(time.time())
    claims = {"token_type": "access", "user_id": str(session.player_id), "sid": str(session.pk)}
    return jwt.encode({**claims, "jti": uuid.uuid4().hex, "iat": now, "exp": now + TOKEN_SECONDS}, SECRET, "HS256")


def count() -> int:
    from accounts.models import User

    return User.objects.count()


def forget_all(system: System) -> None:
    """Empties the database and Redis."""
    import redis
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)
    with redis.Redis.from_url(system.redis.url) as client:
        client.flushall()

"""Backdates sessions, and clears the caches of processes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings

from accounts.models import Session
from accounts.sessions import revocation, tokens
from core.rate_limits import sliding_log
from core.redis import summary_cache
from core.redis.client import breaker
from tests.api import Answer, call


def age(**ago: float) -> None:
    """Backdates every session by `timedelta(**ago)`."""
    for session in Session.objects.all():
        for moment in ("created_at", "last_used_at", "rotated_at"):
            setattr(session, moment, getattr(session, moment) - timedelta(**ago))
        session.save()


def restart() -> None:
    """Clears the memory of the process, as a restart would."""
    sliding_log.local.clear()
    summary_cache.local.clear()
    revocation.local.clear()
    tokens._verified.cache_clear()


def flush() -> None:
    """Also clears Redis."""
    if settings.REDIS_URL is not None:
        breaker.run(lambda connection: connection.execute(("FLUSHDB",)))


def refreshed(token: str | None, **members: Any) -> Answer:
    return call("POST", "/auth/api/token/refresh/", {"refresh": token, **members})


def works(access: str) -> bool:
    """Whether the access token is accepted."""
    answer = call("GET", "/auth/api/user/", token=access)
    assert answer.status in (200, 401), answer.raw
    return answer.status == 200

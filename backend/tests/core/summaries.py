"""Backdates cached summaries."""

from __future__ import annotations

from django.conf import settings
from django_redis import get_redis_connection

from core.redis.local_summaries import TTL_MS
from tests.core.clock import Clock


def expire_summaries(clock: Clock) -> None:
    """Backdates every summary by five seconds."""
    age_summaries(clock, TTL_MS)


def age_summaries(clock: Clock, milliseconds: int) -> None:
    """Redis has its own clock, so its summaries are backdated instead of moving the clock."""
    if settings.REDIS_URL is None:
        clock.move(milliseconds / 1000)
        return
    redis = get_redis_connection("default")
    for key in redis.scan_iter("np:summary:*"):
        redis.hincrby(key, "fresh_until", -milliseconds)
        redis.pexpire(key, max(0, redis.pttl(key) - milliseconds))

"""Clocks that differ by up to ten seconds have no effect."""

from __future__ import annotations

import time
from datetime import UTC, datetime, tzinfo
from types import SimpleNamespace
from typing import Self

import jwt
import pytest

from accounts.models import Session
from accounts.sessions import lifecycle
from tests.accounts.ageing import age, refreshed, works
from tests.accounts.test_forged_tokens import claims_of, signed
from tests.api import Player
from tests.core.clock import Clock

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> int:
    """The time at which tokens are verified. It doesn't pass."""
    stopped = datetime.now(UTC)

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromtimestamp(stopped.timestamp(), tz)

    monkeypatch.setattr(jwt.api_jwt, "datetime", Stopped)
    monkeypatch.setattr("core.clock.time", SimpleNamespace(time=stopped.timestamp, monotonic=time.monotonic))
    return int(stopped.timestamp())


@pytest.mark.parametrize("claim", ["iat", "nbf"])
def test_a_token_of_a_clock_that_is_up_to_ten_seconds_ahead_is_good(player: Player, claim: str, now: int) -> None:
    near, far = (signed({**claims_of(player.access), claim: now + ahead}) for ahead in (10, 11))
    assert (works(near), works(far)) == (True, False)


def test_a_token_has_expired_when_it_has_by_all_clocks_within_ten_seconds(player: Player, now: int) -> None:
    near, far = (signed({**claims_of(player.access), "exp": now - ago}) for ago in (9, 10))
    assert (works(near), works(far)) == (True, False)


@pytest.mark.parametrize("ahead", [-90, 90])
def test_a_replaced_token_is_theft_by_the_clock_of_the_database(player: Player, clock: Clock, ahead: float) -> None:
    refreshed(player.refresh)
    age(seconds=11)
    clock.move(ahead)
    assert refreshed(player.refresh).status == 401
    assert Session.objects.get().end_reason == "theft"


@pytest.mark.parametrize("ahead", [-90, 90])
def test_the_times_of_a_session_are_those_of_the_database(player: Player, clock: Clock, ahead: float) -> None:
    began = time.time()
    clock.move(ahead)
    assert refreshed(player.refresh).status == 200
    lifecycle.end_session(player.id, Session.objects.get().pk, reason="logout")
    session = Session.objects.get()
    for moment in (session.created_at, session.rotated_at, session.last_used_at, session.ended_at):
        assert moment is not None
        assert abs(moment.timestamp() - began) < 30

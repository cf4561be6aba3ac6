"""The metrics of refused sign-ins and of stolen refresh tokens."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.accounts.ageing import refreshed
from tests.api import Player, call

REFUSED = 'numberplay_refused_logins_total{reason="%s"}'
THEFTS = "numberplay_refresh_token_thefts_total"


def figure(name: str) -> float:
    lines = [line.rpartition(" ") for line in call("GET", "/metrics").raw.decode().splitlines()]
    return sum(float(value) for series, _, value in lines if series == name)


@pytest.mark.django_db
def test_refused_sign_ins_are_counted_by_reason(player: Player, rates: Callable[..., None]) -> None:
    rates(login_failures="5/5min")
    credentials, limited = figure(REFUSED % "credentials"), figure(REFUSED % "limit")
    for _ in range(7):
        call("POST", "/auth/api/login/", {"email": player.user["email"], "password": "a wrong one"})

    assert figure(REFUSED % "credentials") - credentials == 5
    assert figure(REFUSED % "limit") - limited == 2


@pytest.mark.django_db(transaction=True)
def test_a_stolen_session_is_counted_once(player: Player) -> None:
    before = figure(THEFTS)
    successor = refreshed(refreshed(player.refresh).json["refresh"]).json["refresh"]

    for token in (player.refresh, player.refresh, successor):
        assert refreshed(token).status == 401
    assert figure(THEFTS) - before == 1

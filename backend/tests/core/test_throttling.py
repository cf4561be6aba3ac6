"""Limits over HTTP."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from core.middleware.request_log import address_of
from game.models import Play
from tests.api import Player, call, registered

Rates = Callable[..., None]


def test_exactly_ten_of_forty_plays_are_played_at_a_limit_of_ten(player: Player, rates: Rates) -> None:
    rates(play="10/min")

    answers = [player.play(842) for _ in range(40)]

    assert [answer.status for answer in answers] == [200] * 10 + [429] * 30
    assert Play.objects.count() == 10
    refused = answers[-1]
    assert refused.codes == {("throttled", None)}
    assert refused.json["type"] == "client_error"
    assert 55 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["Cache-Control"] == "no-store"
    assert refused.headers["X-Request-ID"]


def test_each_player_has_an_own_limit_and_all_devices_of_one_share_it(player: Player, rates: Rates) -> None:
    rates(play="3/min")
    other, device = registered(), player.sign_in_again()

    assert [one.play(2).status for one in (player, device, player, device)] == [200, 200, 200, 429]
    assert other.play(2).status == 200


def test_reads_and_plays_have_separate_limits(player: Player, rates: Rates) -> None:
    rates(play="1/min", read="2/min")

    assert [player.play(2).status for _ in range(2)] == [200, 429]
    reads = [player.get(f"/api/game/{what}/").status for what in ("history", "statistics", "results")]
    assert reads == [200, 200, 429]


def test_a_forged_token_uses_up_no_limit(player: Player, rates: Rates) -> None:
    rates(read="1/min")
    for _ in range(3):
        assert call("GET", "/api/game/history/", token=player.access + "x").status == 401
    assert player.get("/api/game/history/").status == 200


@pytest.mark.django_db
def test_monitoring_endpoints_are_not_limited(rates: Rates) -> None:
    rates(read="1/min", play="1/min", login="1/min", register="1/min")
    for path in ("/api/game/rules/", "/health/", "/health/live/", "/metrics"):
        assert {call("GET", path).status for _ in range(5)} == {200}


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, "192.0.2.1"),
        (0, "198.51.100.1", "192.0.2.1"),
        (1, None, "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, " , ", "192.0.2.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "10.0.0.1, 198.51.100.1", "198.51.100.1"),
        (2, "10.0.0.1, 198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "198.51.100.1", "198.51.100.1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "x" * 500, "x" * 45),
    ],
)
def test_the_address_is_what_our_outermost_proxy_saw(
    settings: Settings, proxies: int, forwarded: str | None, address: str
) -> None:
    settings.NUM_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1")
    if forwarded is not None:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    assert address_of(request) == address

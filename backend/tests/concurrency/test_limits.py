"""A limit of ten is exact, however many requests arrive at once over HTTP and sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from game.models import Play
from tests.api import Player, call, registered
from tests.concurrency.parallel import in_parallel
from tests.sockets import Socket, Sockets

by_thread = sync_to_async(thread_sensitive=False)


@pytest.mark.django_db(transaction=True)
def test_exactly_ten_of_forty_concurrent_plays_pass_a_limit_of_ten(rates: Callable[..., None]) -> None:
    player = registered()
    rates(play="10/min")

    answers = in_parallel([partial(player.play, 842)] * 40)

    assert sorted(answer.status for answer in answers) == [200] * 10 + [429] * 30
    assert all(1 <= int(answer.headers["Retry-After"]) <= 60 for answer in answers if answer.status == 429)
    assert Play.objects.filter(player_id=player.id).count() == 10


@pytest.mark.django_db(transaction=True)
def test_a_client_that_claims_other_addresses_is_still_one_client(rates: Callable[..., None]) -> None:
    registered()
    rates(login="10/min")
    body = {"email": "nobody@example.com", "password": "not the password"}

    answers = in_parallel(
        [partial(call, "POST", "/auth/api/login/", body, X_FORWARDED_FOR=f"203.0.113.{n}") for n in range(16)]
    )

    assert sorted(answer.status for answer in answers) == [401] * 10 + [429] * 6


async def test_plays_over_http_and_two_sockets_share_the_limit(sockets: Sockets, rates: Callable[..., None]) -> None:
    player: Player = await by_thread(registered)()
    elsewhere: Player = await by_thread(player.sign_in_again)()
    one, other = await sockets.open(player.access), await sockets.open(elsewhere.access)
    rates(play="10/min")

    for _ in range(14):
        await one.send({"number": 842})
        await other.send({"number": 841})
    answers, of_one, of_other = await asyncio.gather(
        by_thread(in_parallel)([partial(player.play, 2)] * 12), received(one), received(other)
    )

    by_http = [answer.status for answer in answers].count(200)
    throttled = [frame for frame in of_one + of_other if frame["type"] == "error"]
    assert by_http + (28 - len(throttled)) == 10
    assert all(frame["code"] == "throttled" and 0 < frame["retry_after"] <= 60 for frame in throttled)
    for frames in (of_one, of_other):
        assert [frame["seq"] for frame in frames if frame["type"] == "game_result"] == list(range(1, 11))
    assert await by_thread(Play.objects.filter(player_id=player.id).count)() == 10


async def received(socket: Socket) -> list[dict[str, Any]]:
    """Receives until nothing more arrives."""
    frames: list[dict[str, Any]] = []
    while True:
        try:
            frames.append(await socket.receive(1.5))
        except TimeoutError:
            return frames

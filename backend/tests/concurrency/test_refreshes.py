"""Concurrent refreshes with one token get the same successor. Later use of that token counts as theft."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from asgiref.sync import sync_to_async
from django.db.models import F

from accounts.models import Session
from tests.api import Answer, Player, call, registered
from tests.concurrency.parallel import in_parallel
from tests.sockets import Sockets

by_thread = sync_to_async(thread_sensitive=False)


def refresh(token: str | None) -> Answer:
    return call("POST", "/auth/api/token/refresh/", {"refresh": token})


def let_the_grace_pass() -> None:
    Session.objects.update(rotated_at=F("rotated_at") - timedelta(seconds=11))


@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_refreshes_of_one_token_give_one_successor() -> None:
    player = registered()

    answers = in_parallel([partial(refresh, player.refresh)] * 20)

    assert [answer.status for answer in answers] == [200] * 20
    successors = {answer.json["refresh"] for answer in answers}
    assert len(successors) == 1
    assert successors != {player.refresh}
    assert refresh(successors.pop()).status == 200
    assert Session.objects.filter(player_id=player.id, ended_at=None).count() == 1


async def test_a_replay_after_the_grace_ends_the_session_and_closes_its_sockets(sockets: Sockets) -> None:
    player: Player = await by_thread(registered)()
    elsewhere: Player = await by_thread(player.sign_in_again)()
    socket, spared = await sockets.open(player.access), await sockets.open(elsewhere.access)
    successor = (await by_thread(refresh)(player.refresh)).json["refresh"]
    await by_thread(let_the_grace_pass)()

    replays = await by_thread(in_parallel)([partial(refresh, player.refresh)] * 8)

    assert [(answer.status, answer.codes) for answer in replays] == [(401, {("token_not_valid", None)})] * 8
    assert await socket.closed(2) == 4401
    assert (await by_thread(refresh)(successor)).status == 401
    assert (await by_thread(player.play)(842)).status == 401
    assert (await by_thread(elsewhere.play)(842)).status == 200
    assert (await spared.receive())["seq"] == 1

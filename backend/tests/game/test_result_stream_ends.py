"""When a stream of results ends, and what frees its slot."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Session
from core.sockets import event_stream, hub
from core.sockets.closing import RESTARTING
from tests import uncontended
from tests.api import Player, registered
from tests.core.clock import Clock, moved_by_hand
from tests.game.catching_up import with_plays
from tests.game.threads import on_a_thread
from tests.sockets import SECONDS
from tests.streams import Streams, seqs


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return moved_by_hand(monkeypatch)


@pytest.fixture
async def ann(streams: Streams) -> Player:
    return await on_a_thread(registered)


async def test_it_ends_with_its_session(streams: Streams, ann: Player) -> None:
    stream = await streams.open(ann.access)
    await on_a_thread(ann.post, "/auth/api/logout/")
    await stream.ended(2)
    assert hub.hub().sockets == []
    again = await streams.open(ann.access)
    assert (again.status, again.codes) == (401, {("session_ended", None)})


@pytest.mark.parametrize(("column", "days"), [("last_used_at", 7), ("created_at", 30)])
async def test_it_ends_when_its_session_expires(streams: Streams, ann: Player, column: str, days: int) -> None:
    stream, other = await streams.open(ann.access), await streams.open((await on_a_thread(registered)).access)
    await other.block()
    moment = timezone.now() - timedelta(days=days)
    await Session.objects.filter(player_id=ann.id).aupdate(**{column: moment + timedelta(minutes=1)})
    await asyncio.sleep(2 * hub.SWEEP_SECONDS)
    assert len(hub.hub().sockets) == 2
    await Session.objects.filter(player_id=ann.id).aupdate(**{column: moment})
    await stream.ended(2)
    assert await other.receives_nothing()


async def test_it_outlives_its_token_but_needs_another_to_reconnect(
    streams: Streams, ann: Player, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "SWEEP_SECONDS", 0.05)
    stream = await streams.open(ann.access)
    await stream.block()
    clock.move(320)
    assert await stream.receives_nothing(0.5)
    assert len(hub.hub().sockets) == 1
    again = await streams.open(ann.access)
    assert (again.status, again.codes) == (401, {("token_not_valid", None)})


async def test_comments_keep_a_silent_stream_alive(
    streams: Streams, ann: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_stream, "HEARTBEAT_SECONDS", 0.05)
    stream = await streams.open(ann.access)
    assert [await stream.block() for _ in range(3)][1:] == [":", ":"]
    await on_a_thread(ann.play, 842)
    assert await seqs(stream, 1) == [1]


async def test_a_client_that_leaves_frees_its_slot(streams: Streams, ann: Player) -> None:
    stream = await streams.open(ann.access)
    await stream.close()
    assert hub.hub().sockets == []


async def test_a_restart_ends_it(streams: Streams, ann: Player) -> None:
    stream = await streams.open(ann.access)
    await hub.hub().drain(RESTARTING, 0)
    await stream.ended(2)
    refused = await streams.open(ann.access)
    assert (refused.status, refused.codes) == (503, {("service_unavailable", None)})
    assert "Retry-After" in refused.headers


async def test_a_client_that_does_not_read_is_cut_off_and_may_resume(
    streams: Streams, ann: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = await streams.open(ann.access)
    await stream.block()
    stream.reads.clear()
    with monkeypatch.context() as lowered:
        lowered.setattr(event_stream, "UNREAD_BYTES", 450)
        await on_a_thread(ann.play, 842)
        await uncontended.wait_for(stream.is_awaited.wait(), SECONDS)  # it is being sent
        for number in (841, 902, 2):  # two may wait
            assert len(hub.hub().sockets) == 1
            await on_a_thread(ann.play, number)
        await uncontended.wait_for(_no_sockets(), 2)
    stream.reads.set()
    assert await seqs(stream, 1) == [1]
    await stream.ended(2)
    assert await seqs(await streams.open(ann.access, headers={"Last-Event-ID": "1"}), 3) == [2, 3, 4]


async def test_the_longest_replay_may_wait_for_a_client(streams: Streams) -> None:
    """Otherwise, a slow client that resumes would be disconnected again and again."""
    player = await with_plays(501)
    stream = await streams.open(player.access, since=1)
    stream.reads.clear()
    (connection,) = hub.hub().sockets
    await uncontended.wait_for(_sent(connection, 501), SECONDS)
    await on_a_thread(player.play, 842)
    assert hub.hub().sockets == [connection]
    stream.reads.set()
    assert await seqs(stream, 501) == list(range(2, 503))


async def _sent(connection: Any, seq: int) -> None:
    while connection.sent < seq:
        await asyncio.sleep(0.01)


async def _no_sockets() -> None:
    while hub.hub().sockets:
        await asyncio.sleep(0.01)

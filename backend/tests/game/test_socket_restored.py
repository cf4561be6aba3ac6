"""The database is restored from a backup: a socket that is ahead of it gets a `resync`."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from core.sockets import hub
from game import selectors
from game.models import Play, PlayerStatistics
from tests import uncontended
from tests.api import Player
from tests.game.catching_up import open_since, seqs, with_plays
from tests.game.threads import on_a_thread
from tests.sockets import Socket, Sockets

AGREES_SECONDS = 10.0


def restore(player: Player, seq: int) -> None:
    """Restores the state just after this play."""
    Play.objects.filter(player_id=player.id, seq__gt=seq).delete()
    PlayerStatistics.objects.filter(pk=player.id).update(seq=seq)


async def restored(sockets: Sockets, *, plays: int, seq: int) -> tuple[Player, Socket]:
    player = await with_plays(plays)
    socket = await open_since(sockets, player, plays - 1)
    assert await seqs(socket, 1) == [plays]
    await on_a_thread(restore, player, seq)
    return player, socket


async def test_an_open_socket_agrees_with_the_database_within_ten_seconds(sockets: Sockets) -> None:
    player, socket = await restored(sockets, plays=10, seq=6)
    began = time.monotonic()
    assert await socket.receive(AGREES_SECONDS) == {"type": "resync", "seq": 6}
    assert uncontended.since(began) < AGREES_SECONDS
    for expected in (7, 8):
        assert (await on_a_thread(player.play, 842)).json["seq"] == expected
        assert await seqs(socket, 1) == [expected]
    assert await socket.receives_nothing(2 * hub.SWEEP_SECONDS)


async def test_plays_made_before_the_sweep_are_in_what_the_resync_says(sockets: Sockets) -> None:
    player, socket = await restored(sockets, plays=10, seq=6)
    for _ in range(2):
        await on_a_thread(player.play, 842)
    assert await socket.receive(AGREES_SECONDS) == {"type": "resync", "seq": 8}
    await on_a_thread(player.play, 842)
    assert await seqs(socket, 1) == [9]


async def test_one_player_ahead_is_not_hidden_by_another_who_is_behind(sockets: Sockets, hints_are_lost: None) -> None:
    """Their positions have the same sum before and after."""
    other = await with_plays(3)
    behind = await sockets.open(other.access)
    _, ahead = await restored(sockets, plays=10, seq=8)
    for _ in range(2):
        await on_a_thread(other.play, 842)
    assert await ahead.receive(AGREES_SECONDS) == {"type": "resync", "seq": 8}
    assert await seqs(behind, 2) == [4, 5]


async def test_a_play_on_the_socket_itself_is_answered_at_once(sockets: Sockets) -> None:
    _, socket = await restored(sockets, plays=10, seq=6)
    await socket.send({"number": 842, "key": "k"})
    assert await socket.receive(1) == {"type": "resync", "seq": 6}
    frame = await socket.receive(1)
    assert (frame["type"], frame["seq"], frame["key"]) == ("game_result", 7, "k")
    assert await socket.receives_nothing(2 * hub.SWEEP_SECONDS)


async def test_one_read_from_a_member_that_lags_behind_changes_nothing(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = await with_plays(10)
    socket = await open_since(sockets, player, 9)
    assert await seqs(socket, 1) == [10]
    newest_seqs, lagging = selectors.newest_seqs, asyncio.Event()

    def once_older(players: Any) -> dict[int, int]:
        found = newest_seqs(players)
        if not lagging.is_set():
            lagging.set()
            return {one: seq - 1 for one, seq in found.items()}
        return found

    monkeypatch.setattr(selectors, "checksum_of_seqs", lambda *_: -1)  # so that the positions are read
    monkeypatch.setattr(selectors, "newest_seqs", once_older)
    assert await socket.receives_nothing(3 * hub.SWEEP_SECONDS)
    assert lagging.is_set()
    await on_a_thread(player.play, 842)
    assert await seqs(socket, 1) == [11]

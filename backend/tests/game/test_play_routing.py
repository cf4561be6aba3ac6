"""Every statement of a play names the player, so that a database sharded by `player_id` runs it on one shard."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts.sessions import revocation
from game import services
from game.models import PlayerStatistics
from tests.api import Player, registered
from tests.game.routing import players_of, statements
from tests.game.threads import on_a_thread
from tests.sockets import Socket, Sockets

pytestmark = pytest.mark.usefixtures("transactional_db")

ROUTED = [
    ("SELECT seq FROM game_playerstatistics WHERE player_id = 7 FOR UPDATE", {7}),
    (
        "SELECT seq FROM game_playerstatistics WHERE player_id IN (7, 8) ORDER BY player_id FOR UPDATE SKIP LOCKED",
        {7, 8},
    ),
    ("SELECT game_play.id FROM game_play WHERE (game_play.player_id = 7 AND game_play.seq > 3)", {7}),
    (
        "SELECT id FROM game_play WHERE player_id IN (7, 8)"
        " AND (player_id = 7 AND seq = 1 OR player_id = 8 AND seq = 2)",
        {7, 8},
    ),
    ("SELECT id FROM game_play WHERE (player_id = 7 OR player_id = 8)", set()),
    (
        "INSERT INTO game_playerstatistics (player_id, seq) VALUES (7, 1), (8, 2)"
        " ON CONFLICT(player_id) DO UPDATE SET seq = EXCLUDED.seq",
        {7, 8},
    ),
    ("UPDATE game_playerstatistics SET seq = 2 WHERE player_id = 7", {7}),
    ("INSERT INTO game_play (player_id, seq, result) VALUES (7, 1, 'win'), (8, 2, 'lose')", {7, 8}),
    (
        "INSERT INTO game_play (player_id, seq) VALUES"
        " (7, (SELECT seq FROM game_playerstatistics WHERE player_id = 7 AND seq = 2))",
        {7},
    ),
    (
        "INSERT INTO game_play (player_id, seq) SELECT player_id, seq FROM game_playerstatistics WHERE player_id = 7",
        set(),
    ),
    ("SELECT * FROM game_play WHERE id = 7", set()),
    ("SELECT * FROM game_play WHERE id IN (7, 8)", set()),
    ("SELECT * FROM game_play WHERE player_id = 7 OR seq = 1", set()),
    ("SELECT * FROM game_play WHERE seq > 7", set()),
    ("SELECT * FROM game_play", set()),
    ("UPDATE game_play SET player_id = 7", set()),
    ("INSERT INTO game_play (seq, result) VALUES (7, 'win')", set()),
    ("INSERT INTO game_play (player_id, seq) VALUES (7, (SELECT seq FROM game_play WHERE id = 3))", set()),
    ("SELECT * FROM accounts_user WHERE accounts_user.id = 7 LIMIT 1", {7}),
    ("SELECT * FROM accounts_emailmessage WHERE player_id = 7", set()),
]


@pytest.mark.parametrize(("statement", "players"), ROUTED)
def test_how_a_statement_is_routed(statement: str, players: set[int]) -> None:
    assert players_of(statement) == players


def unrouted(executed: list[str], *players: int) -> list[str]:
    """Statements that would need a shard other than those of the players."""
    assert executed != []
    return [text for text in executed if not players_of(text) or not players_of(text) <= set(players)]


@pytest.mark.parametrize("key", [None, "one"])
def test_a_play_over_http(key: str | None) -> None:
    player = registered()
    for _ in range(2):  # the first play and a later one, or its repetition
        with statements() as executed:
            assert player.play(842, key=key).status == 200
        assert unrouted(executed, player.id) == []


def test_a_play_whose_session_is_not_cached() -> None:
    player = registered()
    revocation.local.clear()
    with statements() as executed:
        assert player.play(842).status == 200
    assert any("accounts_session" in text for text in executed)
    assert unrouted(executed, player.id) == []


def test_a_first_play_without_statistics() -> None:
    player = registered()
    PlayerStatistics.objects.all().delete()
    with statements() as executed:
        assert player.play(842).status == 200
    assert any(text.startswith("INSERT INTO") and "statistics" in text for text in executed)
    assert unrouted(executed, player.id) == []


@pytest.mark.parametrize("key", [None, "one"])
async def test_a_play_over_a_socket(sockets: Sockets, key: str | None) -> None:
    player = await on_a_thread(registered)
    socket = await sockets.open(player.access)
    frame: dict[str, object] = {"number": 842} if key is None else {"number": 842, "key": key}
    for _ in range(2):
        with statements() as executed:
            await played(socket, frame)
        mine = [text for text in executed if "SUM(seq" not in text and "COUNT(*)" not in text]  # not the sweeps'
        assert unrouted(mine, player.id) == []


async def played(socket: Socket, frame: dict[str, object]) -> None:
    await socket.send(frame)
    while (await socket.receive())["type"] != "game_result":
        pass


def test_plays_of_several_players_at_once() -> None:
    """Plays in a group may share statements, which then name all of their players."""
    players = [registered() for _ in range(4)]
    with statements() as executed, ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(play_on_a_thread, players))
    assert answers == [200] * 4
    assert unrouted(executed, *(player.id for player in players)) == []


def test_a_group_of_plays() -> None:
    players = [registered() for _ in range(3)]
    group = [services.requested(player.id, number, key=f"{number}") for player in players for number in (1, 2)]
    for _ in range(2):  # the second time, the keys are known
        with statements() as executed:
            services.play_group(group)
        assert unrouted(executed, *(player.id for player in players)) == []


def play_on_a_thread(player: Player) -> int:
    try:
        return player.play(842).status
    finally:
        connection.close()

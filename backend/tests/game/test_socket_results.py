"""Every result, on every socket of its player and on no other."""

from __future__ import annotations

from asgiref.sync import sync_to_async

from tests.api import registered
from tests.sockets import Sockets

by_thread = sync_to_async(thread_sensitive=False)


async def test_a_play_over_http_arrives_on_every_socket_of_the_player_and_on_no_other(sockets: Sockets) -> None:
    player, stranger = await by_thread(registered)(), await by_thread(registered)()
    one, other = await sockets.open(player.access), await sockets.open(player.access)
    foreign = await sockets.open(stranger.access)

    answer = await by_thread(player.play)(842)

    frame = {"type": "game_result", **answer.json}
    assert answer.json["prize"] == 421
    assert await one.hear() == frame
    assert await other.hear() == frame
    assert await foreign.hears_nothing()
    assert await one.hears_nothing()

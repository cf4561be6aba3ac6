"""The frames that a client can send, and their responses."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError

from game import selectors
from game.models import Play
from game.storage import statements
from tests.api import Player, registered
from tests.game.results import FIELDS
from tests.game.threads import on_a_thread
from tests.sockets import Socket, Sockets

BAD_FRAMES = [
    ("{", "parse_error", None),
    ("hello", "parse_error", None),
    ('{"number":842,"number":842}', "parse_error", None),
    ('{"number":NaN}', "parse_error", None),
    ('{"x":' + "[" * 1000 + "]" * 1000 + "}", "parse_error", None),
    ("[842]", "invalid", None),
    ("842", "invalid", None),
    ("{}", "required", "number"),
    ('{"number":"842"}', "invalid", "number"),
    ('{"number":"8_42"}', "invalid", "number"),
    ('{"number":"٨٤٢"}', "invalid", "number"),
    ('{"number":1e2}', "invalid", "number"),
    ('{"number":842.0}', "invalid", "number"),
    ('{"number":true}', "invalid", "number"),
    ('{"number":null}', "invalid", "number"),
    ('{"number":0}', "invalid", "number"),
    ('{"number":-2}', "invalid", "number"),
    ('{"number":10000}', "invalid", "number"),
    ('{"number":2147483648}', "invalid", "number"),
    ('{"number":%s}' % ("9" * 4000), "invalid", "number"),
    ('{"number":842,"key":""}', "invalid", "key"),
    ('{"number":842,"key":"ключ"}', "invalid", "key"),
    ('{"number":842,"key":842}', "invalid", "key"),
    ('{"type":"resume"}', "invalid", "since"),
    ('{"type":"resume","since":-1}', "invalid", "since"),
    ('{"type":"resume","since":"1"}', "invalid", "since"),
    ('{"type":"auth"}', "invalid", "token"),
    ('{"type":"auth","token":"x"}', "invalid_token", "token"),
    ('{"type":"play","number":842}', "unknown_type", "type"),
    ('{"type":7}', "unknown_type", "type"),
]


async def opened(sockets: Sockets) -> tuple[Player, Socket]:
    player = await on_a_thread(registered)
    return player, await sockets.open(player.access)


async def test_a_bad_frame_is_answered_by_name_and_changes_nothing(sockets: Sockets, published: list[Any]) -> None:
    player, socket = await opened(sockets)
    other = await sockets.open(player.access)
    for text, code, attr in BAD_FRAMES:
        await socket.send(text)
        frame = await socket.receive()
        assert isinstance(frame.pop("detail"), str)
        assert frame == {"type": "error", "code": code, "attr": attr}, text
    assert (await on_a_thread(Play.objects.count), published) == (0, [])
    assert await other.receives_nothing()
    await socket.send({"number": 842})
    assert (await socket.receive())["seq"] == (await other.receive())["seq"] == 1


async def test_unknown_members_are_ignored(sockets: Sockets) -> None:
    _, socket = await opened(sockets)
    await socket.send({"number": 841, "prize": 9, "seq": 9, "player_id": 9, "x": {"y": [1]}})
    frame = await socket.receive()
    assert set(frame) == {*FIELDS, "type"}
    assert (frame["seq"], frame["prize"]) == (1, None)


async def test_a_ping_is_answered_with_the_newest_seq(sockets: Sockets) -> None:
    player, socket = await opened(sockets)
    for seq in range(4):
        await socket.send({"type": "ping"})
        assert await socket.receive() == {"type": "pong", "seq": seq}
        await on_a_thread(player.play, 842)
        assert (await socket.receive())["seq"] == seq + 1


async def test_only_the_sender_gets_its_key(sockets: Sockets) -> None:
    player, socket = await opened(sockets)
    other = await sockets.open(player.access)
    await socket.send({"number": 842, "key": 'a "key"'})
    mine, theirs = await socket.receive(), await other.receive()
    assert mine.pop("key") == 'a "key"'
    assert mine == theirs
    await on_a_thread(player.play, 840, key="over http")
    assert "key" not in await socket.receive()


async def test_a_repeated_key_is_answered_to_the_sender_and_plays_nothing(sockets: Sockets) -> None:
    player, socket = await opened(sockets)
    other = await sockets.open(player.access)
    await socket.send({"number": 842, "key": "one"})
    first = await socket.receive()
    assert await other.receive() == {name: value for name, value in first.items() if name != "key"}
    await on_a_thread(player.play, 2)
    assert (await socket.receive())["seq"] == (await other.receive())["seq"] == 2
    await socket.send({"number": 842, "key": "one"})
    assert await socket.receive() == {**first, "replayed": True}
    assert await other.receives_nothing()
    assert await on_a_thread(Play.objects.count) == 2


async def test_http_and_the_socket_share_the_keys(sockets: Sockets) -> None:
    player, socket = await opened(sockets)
    answer = await on_a_thread(player.play, 842, key="one")
    assert await socket.receive() == {"type": "game_result", **answer.json}
    await socket.send({"number": 842, "key": "one"})
    assert await socket.receive() == {"type": "game_result", **answer.json, "key": "one", "replayed": True}
    await socket.send({"number": 840, "key": "two"})
    frame = await socket.receive()
    repeat = await on_a_thread(player.play, 840, key="two")
    assert repeat.headers["Idempotent-Replayed"] == "true"
    assert {"type": "game_result", **repeat.json, "key": "two"} == frame


async def test_a_key_for_another_number_is_an_error_frame(sockets: Sockets, published: list[Any]) -> None:
    _, socket = await opened(sockets)
    await socket.send({"number": 842, "key": "one"})
    await socket.receive()
    await socket.send({"number": 840, "key": "one"})
    frame = await socket.receive()
    assert (frame["type"], frame["code"], frame["attr"]) == ("error", "idempotency_key_reused", "key")
    assert (await on_a_thread(Play.objects.count), len(published)) == (1, 1)
    await socket.send({"number": 842, "key": "ONE"})
    assert (await socket.receive())["seq"] == 2


async def test_an_unavailable_database_is_an_error_frame_and_the_socket_stays_open(
    sockets: Sockets, monkeypatch: pytest.MonkeyPatch, published: list[Any]
) -> None:
    _, socket = await opened(sockets)

    def away(*_: object) -> Any:
        raise OperationalError("a detail that is nobody's business")

    with monkeypatch.context() as broken:
        broken.setattr(statements, "lock", away)
        broken.setattr(selectors, "newest_seq", away)
        for frame in ({"number": 842}, {"number": 842, "key": "one"}, {"type": "resume", "since": 0}):
            await socket.send(frame)
            received = await socket.receive()
            assert (received["type"], received["code"], received["attr"]) == ("error", "service_unavailable", None)
            assert received["retry_after"] == 1
            assert "business" not in received["detail"]
    assert (await on_a_thread(Play.objects.count), published) == (0, [])
    await socket.send({"number": 842, "key": "one"})
    frame = await socket.receive()
    assert (frame["seq"], frame["key"]) == (1, "one")

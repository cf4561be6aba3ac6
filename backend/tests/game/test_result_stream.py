"""GET results/stream/: every result as a server-sent event."""

from __future__ import annotations

from typing import Any

import pytest

from core.sockets import hub
from game.models import Play, PlayerStatistics
from tests.api import Player, registered
from tests.game.catching_up import with_plays
from tests.game.threads import on_a_thread
from tests.sockets import Closed, Sockets
from tests.streams import Event, Streams, seqs


@pytest.fixture
async def ann(streams: Streams) -> Player:
    return await on_a_thread(registered)


async def test_a_play_is_sent_as_it_was_answered(streams: Streams, ann: Player) -> None:
    stream = await streams.open(ann.access)
    answers = [await on_a_thread(ann.play, number) for number in (842, 841)]
    for seq, answer in enumerate(answers, 1):
        assert await stream.receive() == Event(seq, "game_result", answer.json)
        assert stream.raw[-1] == f"id: {seq}\nevent: game_result\ndata: {answer.raw.decode()}"
    assert await stream.receives_nothing()


async def test_the_headers_keep_proxies_and_browsers_from_storing_it(streams: Streams, ann: Player) -> None:
    stream = await streams.open(ann.access, headers={"X-Request-ID": "edge-1"})
    assert stream.status == 200
    assert stream.headers["Content-Type"] == "text/event-stream"
    assert stream.headers["Cache-Control"] == "no-store"
    assert stream.headers["X-Accel-Buffering"] == "no"
    assert stream.headers["X-Request-ID"] == "edge-1"
    assert "Content-Length" not in stream.headers


async def test_the_first_block_has_the_position_and_no_event(streams: Streams) -> None:
    """A browser that loses the connection before the first event sends it as `Last-Event-ID`."""
    player = await with_plays(7)
    block = await (await streams.open(player.access)).block()
    retry, position = block.splitlines()
    assert position == "id: 7"
    assert 1000 <= int(retry.removeprefix("retry: ")) <= 5000


@pytest.mark.parametrize("by", ["since", "Last-Event-ID", "both"])
async def test_it_resumes_without_a_gap_or_a_duplicate(streams: Streams, by: str) -> None:
    player = await with_plays(130)
    headers = {} if by == "since" else {"Last-Event-ID": "3"}
    query = {"since": {"since": 3, "both": 90}[by]} if by != "Last-Event-ID" else {}
    stream = await streams.open(player.access, headers=headers, **query)
    await on_a_thread(player.play, 842)
    assert await seqs(stream, 128) == list(range(4, 132))
    assert await stream.receives_nothing()


@pytest.mark.parametrize("since", [6, 10**19 - 1])
async def test_a_client_that_is_ahead_gets_a_resync(streams: Streams, since: int) -> None:
    player = await with_plays(5)
    stream = await streams.open(player.access, since=since)
    assert await stream.receive() == Event(5, "resync", {"type": "resync", "seq": 5})
    await on_a_thread(player.play, 842)
    assert await seqs(stream, 1) == [6]


async def test_a_client_that_missed_too_much_gets_a_resync(streams: Streams) -> None:
    player = await with_plays(502)
    stream = await streams.open(player.access, since=1)
    assert await stream.receive() == Event(502, "resync", {"type": "resync", "seq": 502})


async def test_an_open_stream_gets_a_resync_after_a_restore(streams: Streams) -> None:
    player = await with_plays(5)
    stream = await streams.open(player.access, since=4)
    assert await seqs(stream, 1) == [5]
    await on_a_thread(Play.objects.filter(player_id=player.id, seq__gt=2).delete)
    await on_a_thread(PlayerStatistics.objects.filter(pk=player.id).update, seq=2)
    assert await stream.receive(10) == Event(2, "resync", {"type": "resync", "seq": 2})


@pytest.mark.usefixtures("hints_are_lost")
async def test_results_with_lost_hints_are_sent(streams: Streams, ann: Player) -> None:
    stream = await streams.open(ann.access)
    for number in (842, 841, 902):
        await on_a_thread(ann.play, number)
    assert await seqs(stream, 3) == [1, 2, 3]
    assert await stream.receives_nothing()


async def test_streams_and_sockets_of_a_player_receive_the_same_results(
    streams: Streams, sockets: Sockets, ann: Player
) -> None:
    other = await streams.open((await on_a_thread(registered)).access)
    stream, socket = await streams.open(ann.access), await sockets.open(ann.access)
    await socket.send({"number": 842, "key": "k"})
    frame = await socket.receive()
    del frame["type"], frame["key"]
    assert (await stream.receive()).data == frame
    await other.block()
    assert await other.receives_nothing()


async def test_streams_and_sockets_share_ten_slots(streams: Streams, sockets: Sockets, ann: Player) -> None:
    socket = await sockets.open(ann.access)
    opened = [await streams.open(ann.access) for _ in range(9)]
    refused = await streams.open(ann.access)
    assert (refused.status, refused.codes) == (429, {("throttled", None)})
    assert int(refused.headers["Retry-After"]) > 0
    with pytest.raises(Closed) as closed:
        await (await sockets.open(ann.access)).receive()
    assert closed.value.code == 1013
    await opened[0].close()
    assert (await streams.open(ann.access)).status == 200
    await socket.close()
    assert (await streams.open(ann.access)).status == 200
    assert (await streams.open(ann.access)).status == 429


@pytest.mark.parametrize("offered", ["header", "query"])
async def test_a_token_is_needed(streams: Streams, ann: Player, offered: str) -> None:
    query: dict[str, Any] = {"token": ann.access} if offered == "query" else {}
    assert (await streams.open(None if query else ann.access, **query)).status == 200
    missing = await streams.open()
    assert (missing.status, missing.codes) == (401, {("not_authenticated", None)})
    assert missing.headers["WWW-Authenticate"] == 'Bearer realm="numberplay"'
    invalid = await streams.open("nonsense") if offered == "header" else await streams.open(token="nonsense")
    assert (invalid.status, invalid.codes) == (401, {("token_not_valid", None)})


@pytest.mark.parametrize("value", ["", "x", "-1", "1.5", "9" * 20])
async def test_an_invalid_position_is_refused_and_takes_no_slot(streams: Streams, ann: Player, value: str) -> None:
    by_query = await streams.open(ann.access, headers={"Last-Event-ID": "0"}, since=value)
    assert (by_query.status, by_query.codes) == (400, {("invalid", "since")})
    by_header = await streams.open(ann.access, headers={"Last-Event-ID": value})
    assert (by_header.status, by_header.codes) == (400, {("invalid", "Last-Event-ID")})
    assert hub.hub().sockets == []

"""GET results/export/: all results as CSV, streamed."""

from __future__ import annotations

import re
from typing import Any

from asgiref.testing import ApplicationCommunicator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.asgi import application
from core.api.streaming import ROWS
from tests.api import Player, registered
from tests.game.plays import add_plays
from tests.game.results import FIELDS
from tests.game.threads import on_a_thread

PATH = "/api/game/results/export/"
HEAD = ",".join(FIELDS) + "\r\n"


def line(result: dict[str, Any]) -> str:
    texts = ("" if result[field] is None else str(result[field]).removesuffix(".0") for field in FIELDS)
    return ",".join(texts) + "\r\n"


def test_a_new_player_exports_the_head_alone(player: Player) -> None:
    answer = player.get(PATH)
    assert (answer.status, answer.raw.decode()) == (200, HEAD)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="numberplay-results.csv"'
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_export_is_every_result_newest_first(player: Player) -> None:
    results = [player.play(number).json for number in (902, 841, 300, 302, 2, 9998)]
    text = player.get(PATH).raw.decode()
    assert text == HEAD + "".join(line(result) for result in reversed(results))
    prizes = [row.split(",")[FIELDS.index("prize")] for row in text.splitlines()[1:]]
    assert prizes == ["6998.6", "0.2", "90.6", "30", "", "631.4"]


def test_the_export_holds_nobody_elses_plays(player: Player) -> None:
    other = registered()
    for number in (2, 4, 6):
        other.play(number)
    mine = player.play(842).json
    assert player.get(PATH).raw.decode() == HEAD + line(mine)


def test_a_long_export_is_read_in_chunks_of_bounded_size(player: Player) -> None:
    add_plays(player.id, 2 * ROWS + 1)
    with CaptureQueriesContext(connection) as queries:
        lines = player.get(PATH).raw.decode().splitlines()
    reads = [query["sql"] for query in queries if "`number`" in query["sql"].replace('"', "`")]
    bounds = [tuple(map(int, re.findall(r"BETWEEN (-?\d+) AND (\d+)", sql)[0])) for sql in reads]
    assert bounds == [(ROWS + 2, 2 * ROWS + 1), (2, ROWS + 1), (2 - ROWS, 1)]
    assert [int(row.split(",")[1]) for row in lines[1:]] == list(range(2 * ROWS + 1, 0, -1))


async def test_an_asgi_server_sends_the_export_chunk_by_chunk(transactional_db: Any) -> None:
    player = await on_a_thread(registered)
    await on_a_thread(add_plays, player.id, 2 * ROWS + 1)
    expected = (await on_a_thread(player.get, PATH)).raw

    messages = await asgi_get(PATH, player)

    assert messages[0]["status"] == 200
    chunks = [message["body"] for message in messages[1:] if message.get("body")]
    assert [len(chunk.splitlines()) for chunk in chunks] == [1, ROWS, ROWS, 1]
    assert b"".join(chunks) == expected


async def asgi_get(path: str, player: Player) -> list[dict[str, Any]]:
    headers = [(b"host", b"localhost"), (b"authorization", f"Bearer {player.access}".encode())]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers}
    communicator: Any = ApplicationCommunicator(application, scope)  # type: ignore[no-untyped-call]
    await communicator.send_input({"type": "http.request", "body": b""})
    messages = [await communicator.receive_output(5)]
    while messages[-1]["type"] == "http.response.start" or messages[-1].get("more_body"):
        messages.append(await communicator.receive_output(5))
    await communicator.wait()
    return messages

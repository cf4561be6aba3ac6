"""All 9999 numbers: the rules, the HTTP response and the frame agree exactly."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from game import rules
from game.api.serializers import PlaySerializer
from game.live import protocol
from tests.api import Player, registered
from tests.game.results import FIELDS
from tests.game.threads import on_a_thread
from tests.sockets import Sockets

NUMBERS = range(rules.LOWEST, rules.HIGHEST + 1)

# Both sides of every band boundary, both ends, and every eleventh number between them, so that all residues and bands
# occur.
BY_SOCKET = sorted(
    {number for band in (1, 300, 600, 900, 9999) for number in range(band - 3, band + 4) if number in NUMBERS}
    | set(NUMBERS[::11])
)


@pytest.fixture
def quiet() -> Iterator[None]:
    """Suppresses the log lines of ten thousand requests."""
    logging.disable(logging.INFO)
    yield
    logging.disable(logging.NOTSET)


def expected(number: int, seq: int) -> tuple[int, int, str, Decimal | None]:
    """Computed from the documentation, not by the module under test."""
    share = "0.7" if number > 900 else "0.5" if number > 600 else "0.3" if number > 300 else "0.1"
    won = number % 2 == 0
    return seq, number, "win" if won else "lose", number * Decimal(share) if won else None


def read(text: str | bytes) -> dict[str, Any]:
    """Parses fractions as exact decimals."""
    result: dict[str, Any] = json.loads(text, parse_float=Decimal, parse_int=int)
    return result


def facts(result: dict[str, Any]) -> tuple[int, int, str, Decimal | None]:
    assert list(result) == FIELDS
    return result["seq"], result["number"], result["result"], result["prize"]


def test_the_rule_and_both_parsers_know_every_number() -> None:
    for number in NUMBERS:
        outcome = rules.judge(number)
        assert (number, outcome.number, outcome.result, outcome.prize) == (number, *expected(number, 0)[1:])
        assert protocol.parse(f'{{"number":{number}}}') == protocol.Play(number)
        assert PlaySerializer(data={"number": number}).is_valid()


@pytest.mark.usefixtures("short_timeouts", "quiet")
async def test_every_number_gets_the_same_result_over_http_and_on_the_socket(sockets: Sockets) -> None:
    player = await on_a_thread(registered)
    socket = await sockets.open(player.access)
    playing = asyncio.create_task(on_a_thread(lambda: [player.play(number) for number in NUMBERS]))

    frames = [await socket.receive_text() for _ in NUMBERS]

    for number, answer, frame in zip(NUMBERS, await playing, frames, strict=True):
        assert answer.status == 200
        assert facts(read(answer.raw)) == expected(number, seq=number)
        assert frame == '{"type":"game_result",' + answer.raw.decode()[1:]
    assert await on_a_thread(every_result, player) == b",".join(frame_bytes(frame) for frame in reversed(frames))


@pytest.mark.usefixtures("short_timeouts", "quiet")
async def test_numbers_over_the_socket_give_the_same_frames(sockets: Sockets) -> None:
    player = await on_a_thread(registered)
    socket, listener = await sockets.open(player.access), await sockets.open(player.access)
    frames = []
    for seq, number in enumerate(BY_SOCKET, start=1):
        await socket.send(f'{{"number":{number}}}')
        frames.append(await socket.receive_text())
        assert facts(read(b"{" + frame_bytes(frames[-1])[1:])) == expected(number, seq)
    assert [await listener.receive_text() for _ in BY_SOCKET] == frames
    assert await on_a_thread(every_result, player) == b",".join(frame_bytes(frame) for frame in reversed(frames))


def frame_bytes(frame: str) -> bytes:
    return frame.replace('"type":"game_result",', "", 1).encode()


def every_result(player: Player) -> bytes:
    """All pages as they were sent, newest first, to compare the database with the responses."""
    pages = []
    link: str | None = "/api/game/results/?page_size=100"
    while link:
        page = player.get(link.removeprefix("http://testserver"))
        pages.append(page.raw[page.raw.index(b'"results":[') + len(b'"results":[') : -len(b"]}")])
        link = page.json["next"]
    return b",".join(pages)

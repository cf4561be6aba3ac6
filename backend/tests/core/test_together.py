"""Questions that come at the same time are asked together, and everybody gets their own answer."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from core.middleware import request_log
from core.sockets import batcher
from core.sockets.batcher import Together


class Oracle:
    """Doubles numbers, when it is let; of a negative one it knows nothing."""

    def __init__(self) -> None:
        self.journeys: list[list[int]] = []
        self.names: list[str] = []
        self.gate = asyncio.Event()

    async def __call__(self, numbers: list[int]) -> Sequence[int | Exception]:
        self.journeys.append(numbers)
        self.names.append(request_log.request_id())
        await self.gate.wait()
        if 13 in numbers:
            raise LookupError("all of it")
        return [number * 2 if number >= 0 else LookupError(number) for number in numbers]


async def test_what_comes_meanwhile_goes_with_the_next_journey_and_in_order() -> None:
    oracle = Oracle()
    ask = Together(oracle)
    first = [asyncio.create_task(ask(number)) for number in (3, 1)]
    await asyncio.sleep(0.01)
    later = [asyncio.create_task(ask(number)) for number in (2, 7, 5)]
    await asyncio.sleep(0.01)
    oracle.gate.set()

    assert await asyncio.gather(*first, *later) == [6, 2, 4, 14, 10]
    assert oracle.journeys == [[3, 1], [2, 7, 5]]
    assert await ask(9) == 18


async def test_a_journey_is_not_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batcher, "MOST", 4)
    oracle = Oracle()
    oracle.gate.set()
    ask = Together(oracle)

    assert await asyncio.gather(*(ask(number) for number in range(10))) == list(range(0, 20, 2))
    assert [len(journey) for journey in oracle.journeys] == [4, 4, 2]


async def test_a_question_without_an_answer_spoils_no_other_and_a_failed_journey_no_later_one() -> None:
    oracle = Oracle()
    oracle.gate.set()
    ask = Together(oracle)

    answers = await asyncio.gather(ask(1), ask(-1), ask(2), return_exceptions=True)
    assert [answers[0], repr(answers[1]), answers[2]] == [2, "LookupError(-1)", 4]
    failed = await asyncio.gather(ask(1), ask(13), return_exceptions=True)
    assert [repr(answer) for answer in failed] == ["LookupError('all of it')"] * 2
    assert await ask(3) == 6


async def test_who_has_gone_is_not_waited_for() -> None:
    oracle = Oracle()
    ask = Together(oracle)
    gone, stays = asyncio.create_task(ask(1)), asyncio.create_task(ask(2))
    await asyncio.sleep(0.01)
    gone.cancel()
    oracle.gate.set()

    assert await stays == 4
    with pytest.raises(asyncio.CancelledError):
        await gone


async def test_what_is_done_for_all_bears_nobodys_name() -> None:
    oracle = Oracle()
    oracle.gate.set()
    request_log.begin("somebody")

    await Together(oracle)(1)

    assert oracle.names == [""]
    assert request_log.request_id() == "somebody"

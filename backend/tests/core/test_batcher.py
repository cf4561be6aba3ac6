"""Concurrent calls are combined into batches, and each caller gets its own value."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from core.middleware import request_log
from core.sockets import batcher
from core.sockets.batcher import Batcher


class Doubler:
    """Doubles numbers once the gate is open, and raises for negative ones."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.names: list[str] = []
        self.gate = asyncio.Event()

    async def __call__(self, numbers: list[int]) -> Sequence[int | Exception]:
        self.batches.append(numbers)
        self.names.append(request_log.request_id())
        await self.gate.wait()
        if 13 in numbers:
            raise LookupError("all of it")
        return [number * 2 if number >= 0 else LookupError(number) for number in numbers]


async def test_keys_submitted_during_a_batch_form_the_next_one_in_order() -> None:
    doubler = Doubler()
    ask = Batcher(doubler)
    first = [asyncio.create_task(ask(number)) for number in (3, 1)]
    await asyncio.sleep(0.01)
    later = [asyncio.create_task(ask(number)) for number in (2, 7, 5)]
    await asyncio.sleep(0.01)
    doubler.gate.set()

    assert await asyncio.gather(*first, *later) == [6, 2, 4, 14, 10]
    assert doubler.batches == [[3, 1], [2, 7, 5]]
    assert await ask(9) == 18


async def test_a_batch_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batcher, "MAX_BATCH_SIZE", 4)
    doubler = Doubler()
    doubler.gate.set()
    ask = Batcher(doubler)

    assert await asyncio.gather(*(ask(number) for number in range(10))) == list(range(0, 20, 2))
    assert [len(batch) for batch in doubler.batches] == [4, 4, 2]


async def test_a_failed_key_affects_no_other_and_a_failed_batch_no_later_one() -> None:
    doubler = Doubler()
    doubler.gate.set()
    ask = Batcher(doubler)

    answers = await asyncio.gather(ask(1), ask(-1), ask(2), return_exceptions=True)
    assert [answers[0], repr(answers[1]), answers[2]] == [2, "LookupError(-1)", 4]
    failed = await asyncio.gather(ask(1), ask(13), return_exceptions=True)
    assert [repr(answer) for answer in failed] == ["LookupError('all of it')"] * 2
    assert await ask(3) == 6


async def test_a_cancelled_caller_is_skipped() -> None:
    doubler = Doubler()
    ask = Batcher(doubler)
    gone, stays = asyncio.create_task(ask(1)), asyncio.create_task(ask(2))
    await asyncio.sleep(0.01)
    gone.cancel()
    doubler.gate.set()

    assert await stays == 4
    with pytest.raises(asyncio.CancelledError):
        await gone


async def test_a_batch_has_no_request_id() -> None:
    doubler = Doubler()
    doubler.gate.set()
    request_log.begin("somebody")

    await Batcher(doubler)(1)

    assert doubler.names == [""]
    assert request_log.request_id() == "somebody"

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


async def test_a_batcher_may_have_a_size_of_its_own() -> None:
    doubler = Doubler()
    doubler.gate.set()
    ask = Batcher(doubler, size=3)

    assert await asyncio.gather(*(ask(number) for number in range(7))) == list(range(0, 14, 2))
    assert [len(batch) for batch in doubler.batches] == [3, 3, 1]


async def test_a_batch_that_takes_too_long_holds_up_no_other() -> None:
    doubler, slow, began = Doubler(), asyncio.Event(), []

    async def load(numbers: list[int]) -> Sequence[int | Exception]:
        began.append(asyncio.get_running_loop().time())
        if numbers == [1]:
            await slow.wait()
        return await doubler(numbers)

    doubler.gate.set()
    ask = Batcher(load, slow_after=0.05)
    first = asyncio.create_task(ask(1))
    while not began:
        await asyncio.sleep(0)
    waiting = [asyncio.create_task(ask(number)) for number in (2, 3)]

    assert await asyncio.gather(*waiting) == [4, 6]
    assert began[1] - began[0] >= 0.05
    assert await ask(4) == 8
    assert doubler.batches == [[2, 3], [4]]
    slow.set()
    assert await first == 2
    assert await ask(5) == 10


async def test_a_key_that_need_not_wait_is_loaded_by_its_own_task() -> None:
    doubler = Doubler()
    ask = Batcher(doubler, slow_after=10).lead_or_join
    request_log.begin("somebody")

    leader = asyncio.create_task(ask(1))
    await asyncio.sleep(0.01)
    others = [asyncio.create_task(ask(number)) for number in (2, -3)]
    await asyncio.sleep(0.01)
    doubler.gate.set()

    answers = await asyncio.gather(leader, *others, return_exceptions=True)
    assert [answers[0], answers[1], repr(answers[2])] == [2, 4, "LookupError(-3)"]
    assert doubler.batches == [[1], [2, -3]]
    assert doubler.names == ["somebody", ""]
    with pytest.raises(LookupError):
        await ask(-1)
    assert await ask(5) == 10


async def test_keys_that_wait_for_a_cancelled_leader_are_loaded() -> None:
    doubler = Doubler()
    ask = Batcher(doubler).lead_or_join
    leader = asyncio.create_task(ask(1))
    await asyncio.sleep(0.01)
    waiting = asyncio.create_task(ask(2))
    await asyncio.sleep(0.01)
    leader.cancel()
    doubler.gate.set()

    assert await waiting == 4
    with pytest.raises(asyncio.CancelledError):
        await leader


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


async def test_a_caller_that_was_cancelled_before_its_batch_is_left_out() -> None:
    doubler = Doubler()
    ask = Batcher(doubler)
    first = asyncio.create_task(ask(1))
    await asyncio.sleep(0.01)
    gone, stays = asyncio.create_task(ask(2)), asyncio.create_task(ask(3))
    await asyncio.sleep(0.01)
    gone.cancel()
    await asyncio.sleep(0.01)
    doubler.gate.set()

    assert [await first, await stays] == [2, 6]
    assert doubler.batches == [[1], [3]]


async def test_a_batch_has_no_request_id() -> None:
    doubler = Doubler()
    doubler.gate.set()
    request_log.begin("somebody")

    await Batcher(doubler)(1)

    assert doubler.names == [""]
    assert request_log.request_id() == "somebody"

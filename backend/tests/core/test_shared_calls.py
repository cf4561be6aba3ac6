"""Concurrent calls with the same arguments share one result."""

from __future__ import annotations

import asyncio

import pytest

from core.sockets.shared_calls import SharedCalls


class Slow:
    """Returns ten times the number once the event is set."""

    def __init__(self) -> None:
        self.calls: list[int] = []
        self.go = asyncio.Event()

    async def __call__(self, number: int) -> int:
        self.calls.append(number)
        await self.go.wait()
        if number < 0:
            raise ValueError(number)
        return 10 * number


async def begun(*tasks: asyncio.Task[int]) -> None:
    for _ in tasks:
        await asyncio.sleep(0)


async def test_the_same_call_is_made_once_and_another_one_beside_it() -> None:
    slow = Slow()
    shared = SharedCalls(slow)
    tasks = [asyncio.create_task(shared(number)) for number in (1, 1, 2, 1)]
    await begun(*tasks)
    slow.go.set()
    assert await asyncio.gather(*tasks) == [10, 10, 20, 10]
    assert slow.calls == [1, 2]


async def test_a_later_call_is_made_again() -> None:
    slow = Slow()
    slow.go.set()
    shared = SharedCalls(slow)
    assert [await shared(1), await shared(1)] == [10, 10]
    assert slow.calls == [1, 1]


async def test_everybody_gets_the_exception_and_the_next_call_is_made() -> None:
    slow = Slow()
    shared = SharedCalls(slow)
    tasks = [asyncio.create_task(shared(-1)) for _ in range(2)]
    await begun(*tasks)
    slow.go.set()
    assert [type(one) for one in await asyncio.gather(*tasks, return_exceptions=True)] == [ValueError] * 2
    with pytest.raises(ValueError, match="-1"):
        await shared(-1)
    assert slow.calls == [-1, -1]


async def test_a_caller_that_is_cancelled_takes_the_answer_from_nobody() -> None:
    slow = Slow()
    shared = SharedCalls(slow)
    first, second = asyncio.create_task(shared(1)), asyncio.create_task(shared(1))
    await begun(first, second)
    first.cancel()
    await begun(first)
    slow.go.set()
    assert await second == 10
    assert slow.calls == [1]

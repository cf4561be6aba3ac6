"""Questions of one kind that come while the last ones are being answered are asked together: one journey for all.

A crowd that comes back after a restart would else cost a thread, a statement and a round trip for each of its sockets.
"""

from __future__ import annotations

import asyncio
import contextvars
import weakref
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")

MOST = 200  # so that one journey is not long either


class _Waiting(Generic[Q, A]):
    """Of one event loop."""

    def __init__(self) -> None:
        self.asked: list[tuple[Q, asyncio.Future[A]]] = []
        self.task: asyncio.Task[None] | None = None


class Together(Generic[Q, A]):
    """`ask` gets the questions in the order in which they came, and gives an answer, or an exception, for each."""

    def __init__(self, ask: Callable[[list[Q]], Awaitable[Sequence[A | Exception]]]) -> None:
        self._ask = ask
        self._waiting: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, _Waiting[Q, A]] = (
            weakref.WeakKeyDictionary()
        )

    async def __call__(self, question: Q) -> A:
        return await self.submit(question)

    def submit(self, question: Q) -> asyncio.Future[A]:
        """For callers that need not wait for the answer. Where `ask` may fail, the future has to be awaited."""
        loop = asyncio.get_running_loop()
        waiting = self._waiting.setdefault(loop, _Waiting())
        answer: asyncio.Future[A] = loop.create_future()
        waiting.asked.append((question, answer))
        if waiting.task is None:  # in a context of its own: what is done for all is done in nobody's name
            waiting.task = loop.create_task(self._go(waiting), context=contextvars.Context())
        return answer

    async def _go(self, waiting: _Waiting[Q, A]) -> None:
        try:
            while waiting.asked:
                asked, waiting.asked = waiting.asked[:MOST], waiting.asked[MOST:]
                await self._answer(asked)
        finally:
            waiting.task = None

    async def _answer(self, asked: list[tuple[Q, asyncio.Future[A]]]) -> None:
        answers: Sequence[A | Exception]
        try:
            answers = await self._ask([question for question, _ in asked])
        except Exception as error:
            answers = [error] * len(asked)
        for (_, future), answer in zip(asked, answers, strict=True):
            if future.done():  # who asked has gone
                continue
            if isinstance(answer, Exception):
                future.set_exception(answer)
            else:
                future.set_result(answer)

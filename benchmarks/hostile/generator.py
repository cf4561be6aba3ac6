"""Sends from a separate process with the lowest priority, so that the load itself isn't measured."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from benchmarks.hostile import kinds, ordinary

LOWEST_PRIORITY = 19
END_SECONDS = 10

Counts = dict[str, int]


@contextmanager
def hostile(port: int, tokens: list[str], numbers: list[int]) -> Iterator[Counts]:
    """The counts are filled when the block ends."""
    with _process(partial(_attack, port, tokens, numbers)) as counts:
        yield counts


@contextmanager
def well_behaved(port: int, tokens: list[str], per_second: float) -> Iterator[Counts]:
    with _process(partial(_use, port, tokens, per_second)) as counts:
        yield counts


async def _attack(port: int, tokens: list[str], numbers: list[int], counts: Counts) -> None:
    target = kinds.Target(port, tokens)
    try:
        await kinds.attack(target, numbers)
    finally:
        counts.update(target.requests)


async def _use(port: int, tokens: list[str], per_second: float, _: Counts) -> None:
    await ordinary.use(port, tokens, per_second)


Work = Callable[[Counts], Coroutine[Any, Any, None]]


@contextmanager
def _process(work: Work) -> Iterator[Counts]:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_run, args=(work, theirs), daemon=True)
    process.start()
    counts: Counts = {}
    try:
        yield counts
    finally:
        ours.send("end")
        if ours.poll(END_SECONDS):
            counts.update(ours.recv())
        process.join(END_SECONDS)
        process.kill()


def _run(work: Work, parent: Connection) -> None:
    os.nice(LOWEST_PRIORITY)
    parent.send(asyncio.run(_until_the_end(work, parent)))


async def _until_the_end(work: Work, parent: Connection) -> Counts:
    counts: Counts = {}
    task = asyncio.create_task(work(counts))
    await asyncio.get_running_loop().run_in_executor(None, parent.recv)
    if task.done():
        task.result()  # what went wrong
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    return counts

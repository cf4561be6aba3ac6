"""Players who play at a constant rate through the edge, each with an open socket, and their waiting times."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from benchmarks.wire import Caller, Subscriber

PLAYS_PER_SECOND = 1.5  # of each player; the limit is two
LONGEST_SECONDS = 10.0


@dataclass
class Waits:
    """Seconds from the request to its response, and to the frame on the player's socket."""

    plays: list[float] = field(default_factory=list)
    pushes: list[float] = field(default_factory=list)


async def play(port: int, tokens: list[str], seconds: float) -> Waits:
    waits = Waits()
    await asyncio.gather(*(_play(port, token, seconds, at / len(tokens), waits) for at, token in enumerate(tokens)))
    return waits


async def _play(port: int, token: str, seconds: float, phase: float, waits: Waits) -> None:
    caller, subscriber = await Caller.connect(port), await Subscriber.connect(port)
    await subscriber.subscribe(token)
    began = time.monotonic()
    for turn in range(int(seconds * PLAYS_PER_SECOND)):
        await asyncio.sleep(max(0.0, began + (turn + phase) / PLAYS_PER_SECOND - time.monotonic()))
        sent = time.monotonic()
        receiving = asyncio.create_task(_received_after(subscriber, sent))
        await asyncio.wait_for(caller.play(token, 842), LONGEST_SECONDS)
        waits.plays.append(time.monotonic() - sent)
        waits.pushes.append(await asyncio.wait_for(receiving, LONGEST_SECONDS))
    caller.close()
    subscriber.close()


async def _received_after(subscriber: Subscriber, sent: float) -> float:
    await subscriber.receive()
    return time.monotonic() - sent

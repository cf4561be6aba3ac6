"""Prints the progress of a run every ten seconds."""

from __future__ import annotations

import asyncio

from benchmarks.chaos.history import now
from benchmarks.chaos.outcome import Outcome
from benchmarks.progress import say

PAUSE_SECONDS = 10.0


async def report(outcome: Outcome) -> None:
    """Runs until cancelled."""
    history, began, before = outcome.history, now(), 0
    while True:
        await asyncio.sleep(PAUSE_SECONDS)
        acknowledged = len(history.acknowledged)
        rate = (acknowledged - before) / PAUSE_SECONDS
        before = acknowledged
        say(
            f"{now() - began:5.0f} s: {acknowledged} acknowledgements ({rate:.0f}/s), {len(history.frames)} frames,"
            f" {len(history.reads)} reads, {len(history.windows)} faults ({outcome.kills} kills)"
        )

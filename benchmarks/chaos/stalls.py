"""Detects whether the machine itself stalls: a thread repeatedly syncs a few bytes to the disk.

Time limits aren't checked while these syncs take too long, because the system waits for the same CPUs and disk.
"""

from __future__ import annotations

import asyncio
import os
import tempfile

from benchmarks.chaos.history import STALL, History, Window, now

PAUSE_SECONDS = 0.25
SECONDS = 1.0  # with the pause
BLOCK = bytes(4096)


async def watch(history: History) -> None:
    """Runs until cancelled."""
    with tempfile.TemporaryFile() as file:
        began = now()
        while True:
            await asyncio.to_thread(_sync, file.fileno())
            await asyncio.sleep(PAUSE_SECONDS)
            ended = now()
            if ended - began > SECONDS:
                history.stalls.append(Window(STALL, "machine", began, ended))
            began = ended


def _sync(descriptor: int) -> None:
    os.pwrite(descriptor, BLOCK, 0)
    os.fsync(descriptor)

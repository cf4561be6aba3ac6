"""Whether the machine itself stands still: a thread that syncs a few bytes to the disk, again and again.

What is judged by time is not judged while that takes too long, as the system waits for the same processors and disk.
"""

from __future__ import annotations

import asyncio
import os
import tempfile

from benchmarks.chaos.history import STALL, History, Window, now

PAUSE_SECONDS = 0.5
SECONDS = 1.0
BLOCK = bytes(4096)


async def watch(history: History) -> None:
    """Until it is cancelled."""
    with tempfile.TemporaryFile() as file:
        while True:
            began = now()
            await asyncio.to_thread(_sync, file.fileno())
            if now() - began > SECONDS:
                history.stalls.append(Window(STALL, "machine", began, now()))
            await asyncio.sleep(PAUSE_SECONDS)


def _sync(descriptor: int) -> None:
    os.pwrite(descriptor, BLOCK, 0)
    os.fsync(descriptor)

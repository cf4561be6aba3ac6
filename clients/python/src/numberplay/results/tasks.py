"""Tasks that run side by side until one of them fails."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Never


async def first_error(*work: Coroutine[Any, Any, Never]) -> Never:
    """When a task fails, cancels the others, waits until they have ended, and raises the first error."""
    tasks = [asyncio.create_task(one) for one in work]
    try:
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    ended.pop().result()
    raise AssertionError("unreachable")

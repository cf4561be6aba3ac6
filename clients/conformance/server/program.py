"""The client program under test. It gets its input as one line of JSON, and reports each event as another."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from conformance.server.log import Log

END_SECONDS = 5.0


@asynccontextmanager
async def running(command: Sequence[str], given: dict[str, Any], log: Log) -> AsyncIterator[asyncio.Task[str]]:
    """A task that returns the program's stderr once it has ended. The program ends when its input does."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=pipe)
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.write(json.dumps(given).encode() + b"\n")
    reading = asyncio.create_task(_read(process.stdout, process.stderr, log))
    try:
        yield reading
    finally:
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), END_SECONDS)
        except TimeoutError:
            with suppress(ProcessLookupError):  # it has just ended
                process.kill()
            await process.wait()
        await reading


async def _read(output: asyncio.StreamReader, errors: asyncio.StreamReader, log: Log) -> str:
    async def read_events() -> None:
        async for line in output:
            log.events.append(json.loads(line))

    text, _ = await asyncio.gather(errors.read(), read_events())
    return text.decode()

"""How the programs of this package start and end. A signal cancels the main task, which then ends its processes."""

import asyncio
import errno
import os
import re
import signal
import sys
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import Any

POLL_SECONDS = 0.1

say = partial(print, flush=True)  # because Python buffers output that doesn't go to a terminal

received: list[int] = []  # the signal that ends this program


class CommandError(Exception):
    """Shown to the user without a traceback."""


def run_program(main: Coroutine[Any, Any, int | None]) -> int | None:
    """Returns the exit code: that of `main`, 1 after an error, or 128 plus the number of a signal, as shells expect."""
    try:
        return asyncio.run(_until_interrupted(main))
    except CommandError as error:
        message = str(error)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        message = f"The disk is full ({error}). Free up some space, then run this command again."
    print(message, file=sys.stderr, flush=True)
    return 1


async def _until_interrupted(main: Coroutine[Any, Any, int | None]) -> int | None:
    task = asyncio.ensure_future(main)
    loop = asyncio.get_running_loop()

    def interrupt(number: int) -> None:
        if not received:  # a second signal would cancel the ending of the processes
            received.append(number)
            task.cancel()

    def watch(make: tuple[int, bool]) -> None:
        if _make() != make:
            interrupt(signal.SIGINT)
        loop.call_later(POLL_SECONDS, watch, make)

    # Also replaces inherited handlers, because shells start background jobs with SIGINT ignored.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, interrupt, number)
    if "MAKELEVEL" in os.environ:
        watch(_make())
    try:
        return await task
    except asyncio.CancelledError:
        return 128 + received[0]


def _make() -> tuple[int, bool]:
    """The make that started this program, and whether it catches SIGINT, according to Linux's /proc.

    make doesn't pass SIGINT on, because a terminal sends it to all processes. It stops catching the signal and waits.
    """
    pid = os.getppid()
    try:
        caught = re.findall(r"SigCgt:\t(\w+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        caught = []
    return pid, any(int(signals, 16) >> (signal.SIGINT - 1) & 1 for signals in caught)

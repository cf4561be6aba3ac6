"""How the programs of this package start and end.

A signal is noted when it arrives, and raised as an exception by `check`. A handler that raised an exception could do so
after a process was started and before its pid was stored, and leave it running. So every wait in this package is short,
and calls `check` in between.
"""

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

POLL_SECONDS = 0.1

_received: list[int] = []
_parent = os.getppid()


class CommandError(Exception):
    """Shown to the user without a traceback."""


class Interrupted(Exception):
    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


def run_program(main: Callable[[], int]) -> int:
    """Returns the exit code: that of `main`, 1 after an error, or 128 plus the number of a signal, as shells expect."""
    # Also replaces inherited handlers, because shells start background jobs with SIGINT ignored.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: _received.append(number))
    try:
        return main()
    except Interrupted as interrupted:
        return 128 + interrupted.number
    except CommandError as error:
        message = str(error)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        message = f"The disk is full ({error}). Free up some space, then run this command again."
    print(message, file=sys.stderr, flush=True)
    return 1


def check() -> None:
    """Raises `Interrupted` if a signal has arrived, or if the make that started this program is gone or interrupted.

    make doesn't pass SIGINT on, because a terminal sends it to all processes. It stops catching the signal and waits.
    """
    if _received:
        raise Interrupted(_received[0])
    make_interrupted = _parent_caught_interrupts and not _catches_interrupts(_parent)
    if "MAKELEVEL" in os.environ and (os.getppid() != _parent or make_interrupted):
        raise Interrupted(signal.SIGINT)


def _catches_interrupts(pid: int) -> bool:
    """According to Linux's /proc; False on other systems."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
    caught = next((line.split()[1] for line in status.splitlines() if line.startswith("SigCgt:")), "0")
    return bool(int(caught, 16) >> (signal.SIGINT - 1) & 1)


_parent_caught_interrupts = _catches_interrupts(_parent)

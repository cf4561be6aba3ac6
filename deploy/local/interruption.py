"""Signals that ask a program to end: noted when they arrive, and raised as an exception by `check`.

A handler that raised an exception could do so after a process was started and before its pid was stored, and leave it
running. So every wait in this package is short, and calls `check` in between.
"""

import os
import signal
from pathlib import Path

POLL_SECONDS = 0.1

_received: list[int] = []
_parent = os.getppid()


class Interrupted(Exception):
    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number
        self.exit_code = 128 + number  # as shells expect


def install_handlers() -> None:
    """Also replaces inherited handlers, because shells start background jobs with SIGINT ignored."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: _received.append(number))


def check() -> None:
    """Raises `Interrupted` if a signal has arrived, or if make was interrupted."""
    if _received:
        raise Interrupted(_received[0])
    if "MAKELEVEL" in os.environ and _make_has_ended():
        raise Interrupted(signal.SIGINT)


def _make_has_ended() -> bool:
    """Whether the make that started this program is gone, or has received SIGINT.

    make doesn't pass SIGINT on, because a terminal sends it to all processes. It stops catching the signal and waits.
    """
    return os.getppid() != _parent or (_parent_caught_interrupts and not _catches_interrupts(_parent))


def _catches_interrupts(pid: int) -> bool:
    """According to Linux's /proc; False on other systems."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
    caught = next((line.split()[1] for line in status.splitlines() if line.startswith("SigCgt:")), "0")
    return bool(int(caught, 16) >> (signal.SIGINT - 1) & 1)


_parent_caught_interrupts = _catches_interrupts(_parent)

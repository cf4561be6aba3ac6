"""Ctrl-C and its relatives: remembered when they come, obeyed where it is safe.

A handler that raises could strike between the start of a process and the note of its number, and leave it running.
So the handler only takes note, and every wait of these programs is short and asks `check` in between.
"""

import os
import signal
from pathlib import Path
from types import FrameType

POLL_SECONDS = 0.1

_received: list[int] = []
_parent = os.getppid()


class Interrupted(Exception):
    """Somebody wants this program to end; `exit_code` is what shells expect of it then."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number
        self.exit_code = 128 + number


def listen() -> None:
    """Replaces inherited handlers too: shells start background jobs with SIGINT ignored."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _take_note)


def check() -> None:
    """Raises `Interrupted` when somebody asked for the end."""
    if _received:
        raise Interrupted(_received[0])
    if _make_gave_up():
        raise Interrupted(signal.SIGINT)


def _take_note(number: int, _frame: FrameType | None) -> None:
    _received.append(number)


def _make_gave_up() -> bool:
    """Whether the make that started this program is gone, or was interrupted alone.

    An interrupted make waits for its recipe without passing SIGINT on: it trusts the terminal to tell everyone. What
    shows from outside is that it stops catching the signal.
    """
    if "MAKELEVEL" not in os.environ:
        return False
    return os.getppid() != _parent or (_parent_was_catching and not _catches_interrupt(_parent))


def _catches_interrupt(pid: int) -> bool:
    """By Linux' /proc; without it the answer is no, for a lack of evidence."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
    caught = next((line.split()[1] for line in status.splitlines() if line.startswith("SigCgt:")), "0")
    return bool(int(caught, 16) >> (signal.SIGINT - 1) & 1)


_parent_was_catching = _catches_interrupt(_parent)

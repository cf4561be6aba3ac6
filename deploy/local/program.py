"""How a program of this package begins and ends."""

import errno
import sys
from collections.abc import Callable

from deploy.local import interruption


class Refusal(Exception):
    """Why something does not start, in words for the person who typed the command; no traceback belongs to it."""


def run_program(main: Callable[[], int]) -> int:
    """The exit code: that of `main`, 1 for a refusal, 128 and the signal's number after an interruption."""
    interruption.listen()
    try:
        return main()
    except Refusal as refusal:
        print(refusal, file=sys.stderr, flush=True)
        return 1
    except OSError as fault:
        if fault.errno != errno.ENOSPC:
            raise
        text = f"The disk is full ({fault}). Free up some space, then run this command again."
        print(text, file=sys.stderr, flush=True)
        return 1
    except interruption.Interrupted as interrupted:
        return interrupted.exit_code

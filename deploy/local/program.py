"""How the programs of this package start and end."""

import errno
import sys
from collections.abc import Callable

from deploy.local import interruption


class CommandError(Exception):
    """Shown to the user without a traceback."""


def run_program(main: Callable[[], int]) -> int:
    """Returns the exit code: that of `main`, 1 after an error, or 128 plus the number of a signal."""
    interruption.install_handlers()
    try:
        return main()
    except interruption.Interrupted as interrupted:
        return interrupted.exit_code
    except CommandError as error:
        message = str(error)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        message = f"The disk is full ({error}). Free up some space, then run this command again."
    print(message, file=sys.stderr, flush=True)
    return 1

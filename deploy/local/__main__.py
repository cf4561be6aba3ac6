"""`python3 -m deploy.local COMMAND ARGUMENT…`, as the Makefile calls it."""

import sys
from collections.abc import Callable, Coroutine
from typing import Any

from deploy.local import debian, install, product, release, run, test, unpacked
from deploy.local.program import run_program

COMMANDS: dict[str, Callable[..., Coroutine[Any, Any, int | None]]] = {
    "build": product.build,
    "install": install.main,
    "packages": debian.main,
    "release": release.main,
    "run": run.main,
    "test": test.main,
    "unpack": unpacked.main,
}

if __name__ == "__main__":
    name, *arguments = sys.argv[1:] or [""]
    if name not in COMMANDS:
        sys.exit(f"The commands are {', '.join(COMMANDS)}.")
    sys.exit(run_program(COMMANDS[name](*arguments)))

"""`make run`: from a fresh clone to a running NumberPlay, and to nothing again on Ctrl-C."""

import signal
import sys
import time

from deploy.local import dotenv, ports, processes, product
from deploy.local.interruption import POLL_SECONDS, Interrupted, check
from deploy.local.output import PrefixedOutput
from deploy.local.processes import Child
from deploy.local.program import run_program
from deploy.local.readiness import await_ready, require_alive
from deploy.local.steps import say

LAST_LINES_SECONDS = 2
NAME_WIDTH = len("frontend")


def main() -> int:
    dotenv.load()
    claimed = ports.claim()
    say("Preparing NumberPlay")
    product.prepare()
    say("Starting NumberPlay")
    try:
        serve(claimed)
    except Interrupted as interrupted:
        if interrupted.number != signal.SIGINT:
            raise
        say("NumberPlay has stopped.")
    return 0


def serve(claimed: ports.Ports) -> None:
    """Runs until somebody asks for the end or one of the two processes ends; then ends both."""
    children: list[Child] = []
    copies: list[PrefixedOutput] = []
    try:
        for start in (product.backend, product.frontend):
            children.append(start(claimed))
            copies.append(_copy(children[-1]))
        await_ready({claimed.backend: "/health/live/", claimed.frontend: "/"}, children)
        say(_where(claimed))
        while True:
            check()
            require_alive(children)
            time.sleep(POLL_SECONDS)
    finally:
        processes.end(children)
        for copy in copies:
            copy.finish(LAST_LINES_SECONDS)


def _copy(child: Child) -> PrefixedOutput:
    assert child.process.stdout is not None
    return PrefixedOutput(child.name, child.process.stdout, width=NAME_WIDTH)


def _where(claimed: ports.Ports) -> str:
    backend = f"http://localhost:{claimed.backend}"
    return f"""
NumberPlay is ready: http://localhost:{claimed.frontend}
  The API is at {backend}/, its documents at {backend}/api/docs/.
  Press Ctrl-C to stop.
"""


if __name__ == "__main__":
    sys.exit(run_program(main))

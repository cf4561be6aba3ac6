"""`make run`: from a fresh clone to a running NumberPlay, and to nothing again on Ctrl-C."""

import http.client
import signal
import sys
import time
from collections.abc import Mapping, Sequence

from deploy.local import dotenv, ports, processes, product
from deploy.local.interruption import POLL_SECONDS, Interrupted, check
from deploy.local.output import PrefixedOutput
from deploy.local.processes import Child
from deploy.local.program import Refusal, run_program
from deploy.local.steps import say

READY_SECONDS = 90
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


def await_ready(pages: Mapping[int, str], children: Sequence[Child]) -> None:
    """Until every port answers its page. Raises `Refusal` when a process ends instead, or it takes too long."""
    deadline = time.monotonic() + READY_SECONDS
    waiting = dict(pages)
    while waiting:
        require_alive(children)
        check()
        waiting = {port: path for port, path in waiting.items() if not serves(port, path)}
        if waiting and time.monotonic() > deadline:
            silent = " and ".join(f"http://{ports.HOST}:{port}{path}" for port, path in waiting.items())
            raise Refusal(f"{silent} did not answer within {READY_SECONDS} s.")
        time.sleep(POLL_SECONDS)


def require_alive(children: Sequence[Child]) -> None:
    for child in children:
        code = child.process.poll()
        if code is not None:
            raise Refusal(f"The {child.name} ended by itself ({_ending(code)}); so everything ends.")


def serves(port: int, path: str) -> bool:
    """Asked without urllib: a proxy of the person's environment has no say about this machine."""
    connection = http.client.HTTPConnection(ports.HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status < http.client.BAD_REQUEST
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _ending(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"signal {-code}"


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

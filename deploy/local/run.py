"""`make run`: prepares NumberPlay in a fresh clone, and runs it until Ctrl-C."""

import http.client
import signal
import sys
import time
from collections.abc import Mapping, Sequence

from deploy.local import dotenv, ports, processes, product
from deploy.local.processes import Child
from deploy.local.program import POLL_SECONDS, CommandError, Interrupted, check, run_program
from deploy.local.steps import say

READY_SECONDS = 90


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
    """Runs until a signal arrives or one of the processes exits, and then ends both."""
    children: list[Child] = []
    try:
        children.append(product.backend(claimed))
        children.append(product.frontend(claimed))
        wait_until_ready({claimed.backend: "/health/live/", claimed.frontend: "/"}, children)
        backend = f"http://localhost:{claimed.backend}"
        say(f"\nNumberPlay is ready: http://localhost:{claimed.frontend}")
        say(f"  The API is at {backend}/, its documents at {backend}/api/docs/.\n  Press Ctrl-C to stop.\n")
        while True:
            require_running(children)
            time.sleep(POLL_SECONDS)
    finally:
        processes.end(children)


def wait_until_ready(pages: Mapping[int, str], children: Sequence[Child]) -> None:
    """Until every port answers its page. Raises CommandError if a process exits, or after READY_SECONDS."""
    deadline = time.monotonic() + READY_SECONDS
    waiting = dict(pages)
    while waiting:
        require_running(children)
        waiting = {port: path for port, path in waiting.items() if not serves(port, path)}
        if waiting and time.monotonic() > deadline:
            silent = " and ".join(f"http://{ports.HOST}:{port}{path}" for port, path in waiting.items())
            raise CommandError(f"{silent} did not respond within {READY_SECONDS} s.")
        time.sleep(POLL_SECONDS)


def require_running(children: Sequence[Child]) -> None:
    check()
    for child in children:
        code = child.process.poll()
        if code is not None:
            status = f"exit code {code}" if code >= 0 else f"signal {-code}"
            raise CommandError(f"The {child.name} has exited unexpectedly ({status}), so NumberPlay stops.")


def serves(port: int, path: str) -> bool:
    """Unlike urllib, http.client never uses a proxy from the user's environment."""
    connection = http.client.HTTPConnection(ports.HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status < http.client.BAD_REQUEST
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(run_program(main))

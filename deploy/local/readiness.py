"""Whether the started processes serve."""

import http.client
import time
from collections.abc import Mapping, Sequence

from deploy.local.interruption import POLL_SECONDS, check
from deploy.local.ports import HOST
from deploy.local.processes import Child
from deploy.local.refusal import Refusal

READY_SECONDS = 90


def await_ready(pages: Mapping[int, str], children: Sequence[Child]) -> None:
    """Until every port answers its page. Raises `Refusal` when a process ends instead, or it takes too long."""
    deadline = time.monotonic() + READY_SECONDS
    waiting = dict(pages)
    while waiting:
        require_alive(children)
        check()
        waiting = {port: path for port, path in waiting.items() if not serves(port, path)}
        if waiting and time.monotonic() > deadline:
            silent = " and ".join(f"http://{HOST}:{port}{path}" for port, path in waiting.items())
            raise Refusal(f"{silent} did not answer within {READY_SECONDS} s.")
        time.sleep(POLL_SECONDS)


def require_alive(children: Sequence[Child]) -> None:
    for child in children:
        code = child.process.poll()
        if code is not None:
            raise Refusal(f"The {child.name} ended by itself ({_ending(code)}); so everything ends.")


def serves(port: int, path: str) -> bool:
    """Asked without urllib: a proxy of the person's environment has no say about this machine."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status < http.client.BAD_REQUEST
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _ending(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"signal {-code}"

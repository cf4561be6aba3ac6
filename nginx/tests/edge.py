"""The real nginx on a free port, with the configuration that `start.sh` renders for the given variables."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from stub import Stub
from tests import uncontended
from tests.processes.players import wait_until
from tests.services.binaries import find
from tests.services.ports import HOST, free_port
from tests.services.server import Server

START = Path(__file__).resolve().parents[1] / "start.sh"
LOG_SECONDS = 5
RELOAD_SECONDS = 10


def servers(*stubs: Stub, health: str = "max_fails=3 fail_timeout=2s") -> str:
    """The content of an upstream group with fixed servers."""
    return " ".join(f"server {stub.address} {health};" for stub in stubs)


class Edge(Server):
    """`Edge(HTTP="127.0.0.1:8000")` sets `EDGE_HTTP`."""

    name = "nginx"

    def __init__(self, **variables: str) -> None:
        self._nginx = find("nginx", package="nginx")
        find("envsubst", package="gettext-base")
        super().__init__()
        self.directory.chmod(0o755)  # also for the workers of an nginx started by root
        ours = {
            "LISTEN_HTTP": f"{HOST}:{self.port}",
            "LISTEN_LIVE": f"{HOST}:{free_port()}",
            "ACCESS_LOG": str(self.directory / "access.log"),
            "TARGET": str(self.directory / "edge"),
            "WORKERS": "1",
            "CONNECTIONS_PER_WORKER": "256",
        }
        self.variables = {**ours, **variables}

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        search = os.pathsep.join((os.environ.get("PATH", os.defpath), str(Path(self._nginx).parent)))
        return {"PATH": search, **{f"EDGE_{name}": value for name, value in self.variables.items()}}

    def lines(self, count: int) -> list[dict[str, Any]]:
        """Waits until the access log has that many lines, because nginx writes a line after sending the response."""
        began = time.monotonic()
        while len(lines := self._access_log()) < count and uncontended.since(began) < LOG_SECONDS:
            time.sleep(0.01)
        return [json.loads(line) for line in lines]

    def logged(self) -> str:
        """Everything that was written to any log."""
        return "".join(path.read_text(errors="replace") for path in self._written())

    def reload(self) -> None:
        """Reloads, as after renewing the certificate. Returns when the old workers no longer accept connections."""
        before = self._accepting()
        subprocess.run([START, "-s", "reload"], env=self.environment, check=True, capture_output=True)
        wait_until(lambda: not before & self._accepting(), RELOAD_SECONDS)

    def close(self) -> None:
        """Also kills the workers, which outlive a killed master. They share a process group."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        super().close()

    def _written(self) -> Iterable[Path]:
        return (path for path in self.directory.rglob("*") if path.is_file())

    def _accepting(self) -> set[str]:
        """The workers that aren't shutting down."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return {child for child in children if _title(child).endswith("worker process")}

    def _access_log(self) -> list[str]:
        return (self.directory / "access.log").read_text().splitlines()

    def _command(self) -> list[str]:
        words = [f"{name}={value}" for name, value in self.environment.items()]
        return ["env", "-i", *words, str(START)]

    def _answers(self) -> bool:
        with socket.create_connection((HOST, self.port), timeout=1):
            return True


def _title(process: str) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text().rstrip("\0 ")
    except OSError:  # it has ended
        return ""

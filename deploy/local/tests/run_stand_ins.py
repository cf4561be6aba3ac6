"""`make run` with stand-ins for both servers and without preparation: `run_stand_ins.py [stubborn]`."""

import signal
import sys
from pathlib import Path

from deploy.local import processes, product, run
from deploy.local.processes import Child, Command
from deploy.local.program import run_program
from deploy.local.resources import Ports

HERE = Path(__file__).parent


def start(name: str, port: int) -> Child:
    command: Command = [sys.executable, HERE / "stand_in.py", str(port), *sys.argv[1:]]
    return Child(name, command, HERE, end_with=signal.SIGTERM)


def backend(ports: Ports) -> Child:
    return start("backend", ports.backend)


def frontend(ports: Ports) -> Child:
    return start("frontend", ports.frontend)


async def prepare() -> None:
    """Nothing has to be installed."""


product.prepare = prepare
product.backend = backend
product.frontend = frontend
processes.GRACE_SECONDS = 1
sys.exit(run_program(run.main()))

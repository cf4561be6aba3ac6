"""`make run` with stand-ins for both servers and without preparation: `run_stand_ins.py [stubborn]`."""

import sys
from functools import partial
from pathlib import Path

from deploy.local import processes, product, run
from deploy.local.environment import inherited
from deploy.local.ports import Ports
from deploy.local.processes import Child, Command, end, prefixed
from deploy.local.program import run_program

HERE = Path(__file__).parent


def start(name: str, port: int) -> Child:
    command: Command = [sys.executable, HERE / "stand_in.py", str(port), *sys.argv[1:]]
    return Child(name, command, cwd=HERE, env=inherited(), write=prefixed(name))


def backend(ports: Ports) -> Child:
    return start("backend", ports.backend)


def frontend(ports: Ports) -> Child:
    return start("frontend", ports.frontend)


product.prepare = lambda: None
product.backend = backend
product.frontend = frontend
processes.end = partial(end, grace=1)
sys.exit(run_program(run.main))

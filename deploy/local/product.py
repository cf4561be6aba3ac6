"""The two processes of a local NumberPlay, and what has to be made before they can start.

`python3 -m deploy.local.product` builds the web app, unless the build at hand is of these sources.
"""

import os
import subprocess
import sys
from pathlib import Path

from deploy.local import space
from deploy.local.environment import inherited
from deploy.local.install import install_node, install_python, require_node
from deploy.local.places import BACKEND, CLIENT, FRONTEND, NEXT, PYTHON
from deploy.local.ports import HOST, Ports
from deploy.local.processes import Child, Command
from deploy.local.program import run_program
from deploy.local.steps import Stamp, digest, files_below, step

# Products and tests. A product among the inputs would make each build out of date by itself.
NOT_BUILT_FROM = frozenset(
    {
        ".next",
        "coverage",
        "e2e",
        "next-env.d.ts",
        "node_modules",
        "playwright-report",
        "test-results",
        "tests",
        "tsconfig.tsbuildinfo",
    }
)


def prepare() -> None:
    """Everything up to the point where both processes can start."""
    space.require()
    require_node()
    install_python("base")
    if os.environ.get("DATABASE_URL", "").startswith(("mysql:", "mariadb:")):
        install_python("production")
    install_node()
    # Every time: only the database itself knows what it lacks.
    step("Database", [PYTHON, "manage.py", "migrate", "--no-input"], cwd=BACKEND, env=inherited())
    build()


def build() -> None:
    sources = [path for folder in (FRONTEND, CLIENT) for path in files_below(folder, without=NOT_BUILT_FROM)]
    stamp = Stamp(NEXT / ".built", digest(sources, salt=require_node()))
    step("Web app", ["npm", "run", "build"], cwd=FRONTEND, env=inherited(), stamp=stamp)


def backend(ports: Ports) -> Child:
    command: Command = [PYTHON, "manage.py", "serve", "--host", HOST, "--port", str(ports.backend)]
    return _start("backend", command, cwd=BACKEND, env=inherited(CORS_ALLOWED_ORIGINS=_origins(ports)))


def frontend(ports: Ports) -> Child:
    # The server of the build itself, without npm and its shell between us and it.
    command: Command = ["node", NEXT / "standalone" / "frontend" / "server.js"]
    env = inherited(HOSTNAME=HOST, PORT=str(ports.frontend), BACKEND_PORT=str(ports.backend), NODE_ENV="production")
    return _start("frontend", command, cwd=FRONTEND, env=env)


def _start(name: str, command: Command, *, cwd: Path, env: dict[str, str]) -> Child:
    return Child(name, command, cwd=cwd, env=env, output=subprocess.PIPE)


def _origins(ports: Ports) -> str:
    """The web app under both of its local names, and whatever else the person allows."""
    ours = [f"http://{host}:{ports.frontend}" for host in ("localhost", HOST)]
    return ",".join(filter(None, [*ours, os.environ.get("CORS_ALLOWED_ORIGINS")]))


def main() -> int:
    install_node()
    build()
    return 0


if __name__ == "__main__":
    sys.exit(run_program(main))

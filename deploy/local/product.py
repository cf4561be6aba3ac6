"""The two processes of a local NumberPlay, and the steps that prepare them.

`python3 -m deploy.local.product` builds the web app, unless it has already been built from the same sources.
"""

import os
import sys
from pathlib import Path

from deploy.local import disk_space
from deploy.local.environment import inherited
from deploy.local.install import install_node, install_python, require_node
from deploy.local.paths import BACKEND, CLIENT, FRONTEND, PYTHON, WEB_BUILD
from deploy.local.ports import HOST, Ports
from deploy.local.processes import Child, Command, prefixed
from deploy.local.program import run_program
from deploy.local.steps import Stamp, digest, files_below, step


def prepare() -> None:
    disk_space.require()
    require_node()
    install_python("base")
    if os.environ.get("DATABASE_URL", "").startswith(("mysql:", "mariadb:")):
        install_python("production")
    install_node()
    # Has no stamp, because only the database knows its migrations.
    step("Database", [PYTHON, "manage.py", "migrate", "--no-input"], cwd=BACKEND)
    build()


def build() -> None:
    stamp = Stamp(WEB_BUILD / ".built", digest(sources(), salt=require_node()))
    step("Web app", ["npm", "run", "build"], cwd=FRONTEND, stamp=stamp)


def sources() -> list[Path]:
    """Without tests, and without what a build writes, which would make it out of date."""
    ignored = [Path(line).name for line in (FRONTEND / ".gitignore").read_text().split()]
    without = ["dist", "e2e", "tests", *ignored]
    return [path for folder in (FRONTEND, CLIENT) for path in files_below(folder, without=without)]


def backend(ports: Ports) -> Child:
    command: Command = [PYTHON, "manage.py", "serve", "--host", HOST, "--port", str(ports.backend)]
    origins = [f"http://{host}:{ports.frontend}" for host in ("localhost", HOST)]
    allowed = ",".join(filter(None, [*origins, os.environ.get("CORS_ALLOWED_ORIGINS")]))
    return Child(
        "backend", command, cwd=BACKEND, env=inherited(CORS_ALLOWED_ORIGINS=allowed), write=prefixed("backend ")
    )


def frontend(ports: Ports) -> Child:
    """Without npm and its shell, which would be processes in between."""
    command: Command = ["node", WEB_BUILD / "server.cjs"]
    env = inherited(HOSTNAME=HOST, PORT=str(ports.frontend), BACKEND_PORT=str(ports.backend), NODE_ENV="production")
    return Child("frontend", command, cwd=FRONTEND, env=env, write=prefixed("frontend"))


def main() -> int:
    build()
    return 0


if __name__ == "__main__":
    sys.exit(run_program(main))

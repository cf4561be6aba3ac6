"""The two processes of a local NumberPlay, and the steps that prepare them."""

import os
import shutil
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

from deploy.local.install import install_node, install_python, require_node
from deploy.local.paths import BACKEND, CLIENT, FRONTEND, PYTHON, WEB_BUILD
from deploy.local.processes import Child, Command
from deploy.local.resources import HOST, Ports, require_disk_space
from deploy.local.steps import Stamp, step


async def prepare() -> None:
    require_disk_space()
    require_node()
    await install_python("base")
    if os.environ.get("DATABASE_URL", "").startswith(("mysql:", "mariadb:")):
        await install_python("production")
    await install_node()
    # Has no stamp, because only the database knows its migrations.
    await step("Database", [PYTHON, "manage.py", "migrate", "--no-input"], cwd=BACKEND)
    await build()


async def build() -> None:
    """Builds the web app, unless it has already been built from the same sources."""
    stamp = Stamp(WEB_BUILD / ".built", sources(), require_node())
    await step("Web app", ["npm", "run", "build"], cwd=FRONTEND, stamp=stamp)


def sources() -> list[Path]:
    """Without tests, and without what a build writes, which would make it out of date."""
    ignored = [Path(line).name for line in (FRONTEND / ".gitignore").read_text().split()]
    without = ["dist", "e2e", "tests", *ignored]
    return [path for folder in (FRONTEND, CLIENT) for path in files_below(folder, without=without)]


def files_below(folder: Path, *, without: Iterable[str]) -> Iterator[Path]:
    """Without folders and files whose name matches one of the patterns."""
    ignored = shutil.ignore_patterns(*without)
    for place, folders, files in os.walk(folder):
        folders[:] = set(folders) - ignored(place, folders)
        yield from (Path(place, name) for name in set(files) - ignored(place, files))


def backend(ports: Ports) -> Child:
    command: Command = [PYTHON, "manage.py", "serve", "--host", HOST, "--port", str(ports.backend)]
    origins = [f"http://{host}:{ports.frontend}" for host in ("localhost", HOST)]
    allowed = ",".join(filter(None, [*origins, os.environ.get("CORS_ALLOWED_ORIGINS")]))
    return Child("backend", command, BACKEND, {"CORS_ALLOWED_ORIGINS": allowed}, end_with=signal.SIGTERM)


def frontend(ports: Ports) -> Child:
    """Without npm and its shell, which would be processes in between."""
    server = {"HOSTNAME": HOST, "PORT": str(ports.frontend), "NODE_ENV": "production"}
    env = {**server, "BACKEND_PORT": str(ports.backend)}
    return Child("frontend", ["node", WEB_BUILD / "server.cjs"], FRONTEND, env, end_with=signal.SIGTERM)

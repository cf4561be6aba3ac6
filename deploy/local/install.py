"""Installs what the lock files name: Python packages into backend/.venv, Node packages next to their package.json.

`python3 -m deploy.local.install dev production node` is how the Makefile calls it.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from deploy.local.debian import HEADERS, advice, missing
from deploy.local.paths import BACKEND, FASTIFY_PEER, FRONTEND, PYTHON, VENV
from deploy.local.processes import Command
from deploy.local.program import CommandError, run_program
from deploy.local.steps import Stamp, digest, step

NODE_REQUIRED = "NumberPlay needs Node 20.9 or newer, with npm"
NODE_FOLDERS = {"node": FRONTEND, "fastify": FASTIFY_PEER}
PIP = (PYTHON, "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--require-hashes", "-r")


def install_python(*locks: str) -> None:
    """All locks have the same versions of what they share, so one environment can hold several of them."""
    if not (PYTHON.exists() and (VENV / "bin" / "pip").exists()):
        if packages := missing(["python3-venv"]):
            raise CommandError(f"This Python can't create virtual environments. On Debian: {advice(packages)}")
        step("Python environment", [sys.executable, "-m", "venv", "--clear", VENV], cwd=BACKEND)
    python = (VENV / "pyvenv.cfg").read_text()  # the Python of the environment, which may not be this one
    for lock in locks:
        requirements = BACKEND / "requirements" / f"{lock}.txt"
        stamp = Stamp(VENV / f".installed-{lock}", digest([requirements], salt=python))
        if lock == "production" and not stamp.is_current() and (packages := missing(HEADERS)):
            raise CommandError(f"mysqlclient can't be built here. On Debian: {advice(packages)}")
        command: Command = [*PIP, requirements]
        step(f"Python packages of {requirements.name}", command, cwd=BACKEND, stamp=stamp)


def install_node(folder: Path = FRONTEND) -> None:
    version = require_node()
    locks = [folder / "package.json", folder / "package-lock.json"]
    stamp = Stamp(folder / "node_modules" / ".installed", digest(locks, salt=version))
    command = ["npm", "ci", "--no-audit", "--no-fund"]
    step(f"Node packages of {folder.name}", command, cwd=folder, stamp=stamp)


def require_node() -> str:
    """The version of the Node on the search path, such as v20.9.0."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise CommandError(
                f"{NODE_REQUIRED}; there is no {program} on the search path. See https://nodejs.org/en/download"
            )
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    found = re.match(r"v(\d+)\.(\d+)", version)
    if found is None or (int(found[1]), int(found[2])) < (20, 9):
        raise CommandError(f"{NODE_REQUIRED}; {shutil.which('node')} is {version}. See https://nodejs.org/en/download")
    return version


def main() -> int:
    for name in sys.argv[1:]:
        if name in NODE_FOLDERS:
            install_node(NODE_FOLDERS[name])
        else:
            install_python(name)
    return 0


if __name__ == "__main__":
    sys.exit(run_program(main))

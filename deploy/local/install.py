"""Installs what the locks name: Python packages into backend/.venv, Node packages beside their package.json.

`python3 -m deploy.local.install dev production node` is what the targets of the Makefile ask for.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from deploy.local.debian import ENVIRONMENTS, HEADERS, advice, missing
from deploy.local.environment import inherited
from deploy.local.places import BACKEND, FASTIFY_PEER, FRONTEND, PYTHON, VENV
from deploy.local.processes import Command
from deploy.local.program import Refusal, run_program
from deploy.local.steps import Stamp, digest, step

OLDEST = (20, 9)
WANTED = "NumberPlay needs Node 20.9 or newer, with npm"
NODE_FOLDERS = {"node": FRONTEND, "fastify": FASTIFY_PEER}
PIP = ("-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--require-hashes", "-r")


def install_python(*locks: str) -> None:
    """`base`, `production` or `dev`: the locks agree on what they share, so one environment holds any of them."""
    _create_venv()
    for lock in locks:
        requirements = BACKEND / "requirements" / f"{lock}.txt"
        stamp = Stamp(VENV / f".installed-{lock}", digest([requirements], salt=_identity()))
        if lock == "production" and not stamp.is_current():
            _require_headers()
        command: Command = [PYTHON, *PIP, requirements]
        step(f"Python packages of {requirements.name}", command, cwd=BACKEND, env=inherited(), stamp=stamp)


def install_node(folder: Path = FRONTEND) -> None:
    version = require_node()
    locks = [folder / "package.json", folder / "package-lock.json"]
    stamp = Stamp(folder / "node_modules" / ".installed", digest(locks, salt=version))
    command = ["npm", "ci", "--no-audit", "--no-fund"]
    step(f"Node packages of {folder.name}", command, cwd=folder, env=inherited(), stamp=stamp)


def require_node() -> str:
    """The version of the Node on the search path, such as v20.9.0."""
    program = shutil.which("node")
    if program is None or shutil.which("npm") is None:
        absent = "node" if program is None else "npm"
        raise Refusal(f"{WANTED}; there is no {absent} on the search path. See https://nodejs.org/en/download")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    found = re.match(r"v(\d+)\.(\d+)", version)
    if found is None or (int(found[1]), int(found[2])) < OLDEST:
        raise Refusal(f"{WANTED}; {program} is {version}. See https://nodejs.org/en/download")
    return version


def _create_venv() -> None:
    if PYTHON.exists() and (VENV / "bin" / "pip").exists():
        return
    if packages := missing(ENVIRONMENTS):
        raise Refusal(f"This Python cannot create virtual environments; on Debian: {advice(packages)}")
    step("Python environment", [sys.executable, "-m", "venv", "--clear", VENV], cwd=BACKEND, env=inherited())


def _identity() -> str:
    """Of the environment's Python, which may be another one than runs this program."""
    return (VENV / "pyvenv.cfg").read_text()


def _require_headers() -> None:
    if packages := missing(HEADERS):
        raise Refusal(f"mysqlclient cannot be built here; on Debian: {advice(packages)}")


def main() -> int:
    wanted = sys.argv[1:]
    locks = [name for name in wanted if name not in NODE_FOLDERS]
    if locks:
        install_python(*locks)
    for name in wanted:
        if name in NODE_FOLDERS:
            install_node(NODE_FOLDERS[name])
    return 0


if __name__ == "__main__":
    sys.exit(run_program(main))

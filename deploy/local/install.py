"""Installs what the lock files name: Python packages into backend/.venv, Node packages next to their package.json."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from deploy.local.debian import advice, missing
from deploy.local.paths import BACKEND, FRONTEND, PYTHON, ROOT, VENV
from deploy.local.program import CommandError
from deploy.local.steps import Stamp, step
from deploy.local.suites import HEADERS

NODE_REQUIRED = "NumberPlay needs Node 20.9 or newer, with npm; {}. See https://nodejs.org/en/download"
PIP = (PYTHON, "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--require-hashes", "-r")


async def main(*names: str) -> None:
    """Each name is that of a lock file of Python packages, or of the folder of a package.json."""
    for name in names:
        await (install_node(ROOT / name) if (ROOT / name).is_dir() else install_python(name))


async def install_python(lock: str) -> None:
    """All locks have the same versions of what they share, so one environment can hold several of them."""
    if not (PYTHON.exists() and (VENV / "bin" / "pip").exists()):
        await step("Python environment", [sys.executable, "-m", "venv", "--clear", VENV], cwd=BACKEND)
    requirements = BACKEND / "requirements" / f"{lock}.txt"
    # That file names the environment's Python, which may differ from this one.
    stamp = Stamp(VENV / f".installed-{lock}", [requirements, VENV / "pyvenv.cfg"])
    if lock == "production" and not stamp.is_current() and (packages := missing(HEADERS)):
        raise CommandError(f"mysqlclient can't be built here. On Debian: {advice(packages)}")
    await step(f"Python packages of {requirements.name}", [*PIP, requirements], cwd=BACKEND, stamp=stamp)


async def install_node(folder: Path = FRONTEND) -> None:
    locks = [folder / "package.json", folder / "package-lock.json"]
    stamp = Stamp(folder / "node_modules" / ".installed", locks, require_node())
    command = ["npm", "ci", "--no-audit", "--no-fund"]
    await step(f"Node packages of {folder.name}", command, cwd=folder, stamp=stamp)


def require_node() -> str:
    """The version of the Node on the search path, such as v20.9.0."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise CommandError(NODE_REQUIRED.format(f"there is no {program} on the search path"))
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    found = re.match(r"v(\d+)\.(\d+)", version)
    if found is None or (int(found[1]), int(found[2])) < (20, 9):
        raise CommandError(NODE_REQUIRED.format(f"{shutil.which('node')} is {version}"))
    return version

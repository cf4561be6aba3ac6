"""Writes the locks again: `python3 -m deploy.local.locks`. What is locked stays, unless `UPGRADE` is set.

uv resolves for every platform at once, which pip cannot. It comes into a throw-away environment: only who changes the
dependencies needs it.
"""

import os
import sys
import tempfile
from pathlib import Path

from deploy.local import platforms
from deploy.local.environment import inherited
from deploy.local.places import BACKEND, FRONTEND
from deploy.local.processes import Command
from deploy.local.program import run_program
from deploy.local.steps import step

LOCKS: dict[str, tuple[str, ...]] = {
    "base": (),
    "dev": ("--group", "test", "--group", "check", "-c", "requirements/base.txt"),
    "production": ("--extra", "production", "-c", "requirements/base.txt", "-c", "requirements/dev.txt"),
    "bench": ("--group", "bench", "-c", "requirements/base.txt", "-c", "requirements/dev.txt"),
}

# No URLs in a lock file, because the installing machine chooses where packages come from.
OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    # Where a lock names `coverage` alone, pip 23 takes the newest release of `coverage[toml]` and misses its hash.
    "--no-strip-extras",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--custom-compile-command=make locks",
    "--quiet",
)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="numberplay-uv-") as name:
        uv = Path(name)
        step("uv environment", [sys.executable, "-m", "venv", uv], cwd=BACKEND, env=inherited())
        step("uv", [uv / "bin" / "pip", "install", "--disable-pip-version-check", "uv"], cwd=BACKEND, env=inherited())
        for lock, choice in LOCKS.items():
            step(f"Lock {lock}", _compile(uv, lock, choice), cwd=BACKEND, env=inherited())
    npm = ["npm", "install", "--package-lock-only", "--omit-lockfile-registry-resolved", "--no-audit", "--no-fund"]
    step("Lock of the front end", npm, cwd=FRONTEND, env=inherited())
    platforms.complete(FRONTEND / "package-lock.json")
    return 0


def _compile(uv: Path, lock: str, choice: tuple[str, ...]) -> Command:
    upgrade = ["--upgrade"] if os.environ.get("UPGRADE") else []
    output = f"--output-file=requirements/{lock}.txt"
    return [uv / "bin" / "uv", "pip", "compile", "pyproject.toml", *OPTIONS, *choice, *upgrade, output]


if __name__ == "__main__":
    sys.exit(run_program(main))

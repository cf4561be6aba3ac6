"""`make read-plans`: the plans, rows and times of reads and sweeps among a million plays, on MySQL 9.7 and MariaDB.

Rows are counted by the server (`Handler_read…`). The times include the whole request, on an otherwise idle server.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from tests.processes.programs import UNLIMITED

ROOT = Path(__file__).resolve().parents[2]
DATABASES = ("mysql", "mariadb")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plans", description=__doc__)
    parser.add_argument("--plays", type=int, default=1_000_000)
    parser.add_argument("--databases", nargs="+", default=DATABASES)
    options = parser.parse_args()
    codes = [_measure(database, options.plays) for database in options.databases]
    return max(codes)


def _measure(database: str, plays: int) -> int:
    services = [sys.executable, "-m", "tests.services", "--fast", "--database", database, "--"]
    command = [*services, sys.executable, "-m", "benchmarks.plans.measure", str(plays)]
    path = os.pathsep.join(map(str, (ROOT / "backend", ROOT)))
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings", "DJANGO_ALLOWED_HOSTS": "testserver", "LOG_LEVEL": "ERROR"}
    env = {**os.environ, "PYTHONPATH": path, **settings, **UNLIMITED}
    return subprocess.run(command, cwd=ROOT / "backend", env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

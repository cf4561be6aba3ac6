"""`make packages`: installs the Debian packages that `make test` and `make check-deploy` need, as root.

`make run` doesn't need them.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local import debian, suites, unpacked
from deploy.local.program import CommandError, run_program
from deploy.local.steps import say

OTHERS = ("python3-venv", "docker-compose", "prometheus", "prometheus-node-exporter")
POLICY = Path("/usr/sbin/policy-rc.d")


def main() -> int:
    needed = {package for suite in suites.load() if not suite.nightly for package in suite.needs()}
    packages = debian.missing(sorted(needed.union(OTHERS)))
    if not packages:
        say("Everything is already installed.")
        return 0
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise CommandError(f"As root, on Debian: {debian.advice(packages)}")
    if apt := [package for package in packages if package not in unpacked.SERVERS]:
        with _services_not_started():
            _apt_get("update")
            _apt_get("install", "--yes", "--no-install-recommends", *apt)
    for name in set(packages).intersection(unpacked.SERVERS):
        unpacked.install(name)
    return 0


def _apt_get(*words: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "--quiet", "-o", "DPkg::Lock::Timeout=300", *words]
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=True)


@contextmanager
def _services_not_started() -> Iterator[None]:
    """Debian starts an installed service unless this file forbids it. The tests start their own services."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()


if __name__ == "__main__":
    sys.exit(run_program(main))

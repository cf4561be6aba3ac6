"""What Debian has to provide beyond Python and Node: for the full test run, never for `make run`.

`python3 -m deploy.local.debian` installs what is missing, as root.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from deploy.local import mysql
from deploy.local.program import Refusal, run_program
from deploy.local.steps import say

ENVIRONMENTS = ("python3-venv",)
SERVICES = ("mariadb-server", "redis-server")
HEADERS = ("libmariadb-dev", "pkg-config", "gcc", "python3-dev")
EDGE = ("nginx", "gettext-base")
BROWSER = ("chromium",)
CLOCKS = ("faketime",)
MYSQL = "mysql"  # not in Debian's stable releases: `make mysql`
CLUSTERS = ("galera-4", "haproxy", "rsync", MYSQL)
GALERA = Path("/usr/lib/galera/libgalera_smm.so")

POLICY = Path("/usr/sbin/policy-rc.d")
NO_START = "#!/bin/sh\nexit 101\n"


def find(*programs: str) -> str | None:
    """The first of the programs that is there. Debian keeps servers in sbin, off an ordinary user's search path."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin"))
    return next((found for program in programs if (found := shutil.which(program, path=path))), None)


def browser() -> str | None:
    return find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


# By the thing itself and not by the package: it may come from another source than Debian.
PRESENT: dict[str, Callable[[], object]] = {
    "mariadb-server": lambda: find("mariadbd"),
    "redis-server": lambda: find("redis-server"),
    "galera-4": GALERA.exists,
    "haproxy": lambda: find("haproxy"),
    "rsync": lambda: find("rsync"),
    MYSQL: mysql.is_installed,
    "nginx": lambda: find("nginx"),
    "gettext-base": lambda: find("envsubst"),
    "libmariadb-dev": lambda: find("mariadb_config", "mysql_config"),
    "pkg-config": lambda: find("pkg-config"),
    "gcc": lambda: find("gcc", "cc"),
    "python3-venv": lambda: find_spec("ensurepip"),
    "python3-dev": lambda: (Path(sysconfig.get_path("include")) / "Python.h").exists(),
    "chromium": browser,
    "faketime": lambda: find("faketime"),
    "docker-compose": lambda: find("docker-compose"),
    "prometheus": lambda: find("promtool"),
}


def missing(packages: Iterable[str]) -> list[str]:
    return [package for package in packages if not PRESENT[package]()]


def advice(packages: Collection[str]) -> str:
    of_debian = [package for package in packages if package != MYSQL]
    ways = [f"sudo apt-get install {' '.join(of_debian)}"] * bool(of_debian) + ["make mysql"] * (MYSQL in packages)
    return " and ".join(ways)


def main() -> int:
    packages = missing(PRESENT)
    if not packages:
        say("Everything is installed already.")
        return 0
    if os.geteuid() != 0 or find("apt-get") is None:
        raise Refusal(f"As root, on Debian: {advice(packages)}")
    if of_debian := [package for package in packages if package != MYSQL]:
        with _services_stay_down():
            _apt("update")
            _apt("install", "--yes", "--no-install-recommends", *of_debian)
    if MYSQL in packages:
        mysql.install()
    return 0


def _apt(*words: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "--quiet", "-o", "DPkg::Lock::Timeout=300", *words]
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=True)


@contextmanager
def _services_stay_down() -> Iterator[None]:
    """Debian starts a service when it installs it, unless this file says no. The tests start services of their own."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text(NO_START)
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()


if __name__ == "__main__":
    sys.exit(run_program(main))

"""The Debian packages that the tests need besides Python and Node. `make run` doesn't need them.

`python3 -m deploy.local.debian` installs the missing ones, as root.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local import unpacked
from deploy.local.program import CommandError, run_program
from deploy.local.steps import say

VENV_PACKAGE = ("python3-venv",)
HEADERS = ("libmariadb-dev", "pkg-config", "gcc", "python3-dev")
UNPACKED = (unpacked.MYSQL, unpacked.NGINX)  # the others are only for the night: `make servers`

POLICY = Path("/usr/sbin/policy-rc.d")

# A program or a file of each package, because it may have been installed in another way.
SHOWN_BY = {
    "mariadb-server": ("mariadbd",),
    "redis-server": ("redis-server",),
    "galera-4": ("/usr/lib/galera/libgalera_smm.so",),
    "haproxy": ("haproxy",),
    "rsync": ("rsync",),
    "nginx": ("nginx",),
    "gettext-base": ("envsubst",),
    "pebble": ("pebble",),
    "lego": ("lego",),
    "libmariadb-dev": ("mariadb_config", "mysql_config"),
    "pkg-config": ("pkg-config",),
    "gcc": ("gcc", "cc"),
    "python3-venv": (f"{sysconfig.get_path('stdlib')}/ensurepip/__init__.py",),
    "python3-dev": (f"{sysconfig.get_path('include')}/Python.h",),
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "firefox-esr": ("firefox-esr",),
    "webkit2gtk-driver": ("WebKitWebDriver",),
    "xvfb": ("Xvfb",),
    "faketime": ("faketime",),
    "ruby": ("ruby",),
    "age": ("age-keygen",),
    "docker-compose": ("docker-compose",),
    "prometheus": ("promtool",),
}


def find(package: str) -> str | None:
    """What shows that it is installed. Debian has servers in sbin, which isn't on every user's search path."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin"))
    return next((found for name in SHOWN_BY[package] if (found := shutil.which(name, mode=os.F_OK, path=path))), None)


def missing(packages: Iterable[str]) -> list[str]:
    return [package for package in packages if not _is_present(package)]


def _is_present(package: str) -> object:
    return unpacked.is_installed(package) if package in unpacked.SERVERS else find(package)


def advice(packages: Collection[str]) -> str:
    apt = [package for package in packages if package not in unpacked.SERVERS]
    commands = [f"sudo apt-get install {' '.join(apt)}"] if apt else []
    if servers := [package for package in packages if package in unpacked.SERVERS]:
        commands.append("make mysql" if servers == [unpacked.MYSQL] else "make servers")
    return " and ".join(commands)


def main() -> int:
    packages = missing([*SHOWN_BY, *UNPACKED])
    if not packages:
        say("Everything is already installed.")
        return 0
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise CommandError(f"As root, on Debian: {advice(packages)}")
    if apt := [package for package in packages if package not in UNPACKED]:
        with _services_not_started():
            _apt_get("update")
            _apt_get("install", "--yes", "--no-install-recommends", *apt)
    for name in set(packages).intersection(UNPACKED):
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

"""The Debian packages that the tests need besides Python and Node. `make run` doesn't need them.

`python3 -m deploy.local.debian` installs the missing ones, as root.
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

from deploy.local import unpacked
from deploy.local.program import CommandError, run_program
from deploy.local.steps import say

VENV_PACKAGE = ("python3-venv",)
HEADERS = ("libmariadb-dev", "pkg-config", "gcc", "python3-dev")
MYSQL = unpacked.MYSQL  # not in Debian's stable releases: `make mysql`
NEWER = ("mariadb-11.8", "redis-8", "valkey-8")  # in a later release: `make servers`
NGINX = "nginx-1.30"  # has HTTP/3, as the image does
UNPACKED = (MYSQL, NGINX)  # by `make packages`

POLICY = Path("/usr/sbin/policy-rc.d")


def find(*programs: str) -> str | None:
    """The first program that is installed. Debian has servers in sbin, which isn't on every user's search path."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin"))
    return next((found for program in programs if (found := shutil.which(program, path=path))), None)


def browser() -> str | None:
    return find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


# Looks for files instead of packages, because they may have been installed in another way.
PRESENT: dict[str, Callable[[], object]] = {
    "mariadb-server": lambda: find("mariadbd"),
    "redis-server": lambda: find("redis-server"),
    "galera-4": Path("/usr/lib/galera/libgalera_smm.so").exists,
    "haproxy": lambda: find("haproxy"),
    "rsync": lambda: find("rsync"),
    MYSQL: lambda: unpacked.is_installed(MYSQL),
    NGINX: lambda: unpacked.is_installed(NGINX),
    "nginx": lambda: find("nginx"),
    "gettext-base": lambda: find("envsubst"),
    "pebble": lambda: find("pebble"),
    "lego": lambda: find("lego"),
    "libmariadb-dev": lambda: find("mariadb_config", "mysql_config"),
    "pkg-config": lambda: find("pkg-config"),
    "gcc": lambda: find("gcc", "cc"),
    "python3-venv": lambda: find_spec("ensurepip"),
    "python3-dev": lambda: (Path(sysconfig.get_path("include")) / "Python.h").exists(),
    "chromium": browser,
    "firefox-esr": lambda: find("firefox-esr"),
    "webkit2gtk-driver": lambda: find("WebKitWebDriver"),
    "xvfb": lambda: find("Xvfb"),
    "faketime": lambda: find("faketime"),
    "ruby": lambda: find("ruby"),
    "age": lambda: find("age-keygen"),
    "docker-compose": lambda: find("docker-compose"),
    "prometheus": lambda: find("promtool"),
}


def missing(packages: Iterable[str]) -> list[str]:
    return [package for package in packages if not _is_present(package)]


def _is_present(package: str) -> object:
    return unpacked.is_installed(package) if package in NEWER else PRESENT[package]()


def advice(packages: Collection[str]) -> str:
    apt = [package for package in packages if package not in (*UNPACKED, *NEWER)]
    commands = [f"sudo apt-get install {' '.join(apt)}"] * bool(apt)
    if not set(packages).isdisjoint((NGINX, *NEWER)):
        commands.append("make servers")  # all of them
    elif MYSQL in packages:
        commands.append("make mysql")
    return " and ".join(commands)


def main() -> int:
    packages = missing(PRESENT)
    if not packages:
        say("Everything is already installed.")
        return 0
    if os.geteuid() != 0 or find("apt-get") is None:
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

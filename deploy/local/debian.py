"""The Debian packages that tests need: how to detect that one is installed, and how to install it."""

import os
import shutil
import subprocess
import sysconfig
from collections.abc import Collection, Iterable
from pathlib import Path

from deploy.local import suites, unpacked
from deploy.local.program import CommandError, say

OF_CHECKS = ("python3-venv", "docker-compose", "prometheus", "prometheus-node-exporter")

# Programs and files, because a package may have been installed in another way. One that isn't listed here has a program
# of its name.
SHOWN_BY = {
    "mariadb-server": ("mariadbd",),
    "galera-4": ("/usr/lib/galera/libgalera_smm.so",),
    "gettext-base": ("envsubst",),
    "libmariadb-dev": ("mariadb_config", "mysql_config"),
    "gcc": ("gcc", "cc"),
    "python3-venv": (f"{sysconfig.get_path('stdlib')}/ensurepip/__init__.py",),
    "python3-dev": (f"{sysconfig.get_path('include')}/Python.h",),
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "webkit2gtk-driver": ("WebKitWebDriver",),
    "xvfb": ("Xvfb",),
    "age": ("age-keygen",),
    "prometheus": ("promtool",),
}

POLICY = Path("/usr/sbin/policy-rc.d")


async def main() -> None:
    """Installs what `make test` and `make check-deploy` need, as root. `make run` doesn't need it."""
    needed = {package for suite in suites.load() if not suite.nightly for package in suite.needs()}
    packages = missing(sorted(needed.union(OF_CHECKS)))
    if not packages:
        say("Everything is already installed.")
    elif os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise CommandError(f"As root, on Debian: {advice(packages)}")
    if apt := [package for package in packages if package not in unpacked.SERVERS]:
        _install(apt)
    for server in unpacked.SERVERS.keys() & packages:
        await unpacked.install(server)


def find(package: str) -> str | None:
    """The files that show that it is installed. Debian has servers in sbin, which isn't on every user's search path."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin"))
    names = SHOWN_BY.get(package, (package,))
    return next((found for name in names if (found := shutil.which(name, mode=os.F_OK, path=path))), None)


def missing(packages: Iterable[str]) -> list[str]:
    return [name for name in packages if not (unpacked.is_installed if name in unpacked.SERVERS else find)(name)]


def advice(packages: Collection[str]) -> str:
    apt = [package for package in packages if package not in unpacked.SERVERS]
    commands = [f"sudo apt-get install {' '.join(apt)}"] if apt else []
    if servers := [package for package in packages if package in unpacked.SERVERS]:
        commands.append("make mysql" if servers == [unpacked.MYSQL] else "make servers")
    return " and ".join(commands)


def _install(packages: Iterable[str]) -> None:
    """Debian starts an installed service unless a policy forbids it. The tests start their own services."""
    apt = ["apt-get", "--quiet", "--yes", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    has_policy = POLICY.exists()
    if not has_policy:
        POLICY.write_text("#!/bin/sh\nexit 101\n")
        POLICY.chmod(0o755)
    try:
        for words in (["update"], ["install", *packages]):
            subprocess.run([*apt, *words], env=environment, stdin=subprocess.DEVNULL, check=True)
    finally:
        if not has_policy:
            POLICY.unlink()

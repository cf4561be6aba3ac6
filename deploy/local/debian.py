"""What shows that a Debian package is installed, and how to get it."""

import os
import shutil
import sysconfig
from collections.abc import Collection, Iterable

from deploy.local import unpacked

HEADERS = ("libmariadb-dev", "pkg-config", "gcc", "python3-dev")

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


def find(package: str) -> str | None:
    """What shows that it is installed. Debian has servers in sbin, which isn't on every user's search path."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/local/sbin", "/usr/sbin"))
    names = SHOWN_BY.get(package, (package,))
    return next((found for name in names if (found := shutil.which(name, mode=os.F_OK, path=path))), None)


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

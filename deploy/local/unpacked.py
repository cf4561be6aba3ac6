"""Unpacks servers that Debian has in a later release into the user's cache.

Their packages are unpacked together with the libraries that they need, but not installed. A script runs each program
with the C library of the same release.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from deploy.local.program import CommandError, say
from deploy.local.steps import step

# backend/tests/services/unpacked.py uses the same path.
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "numberplay"

# The other programs find their files relative to their own location.
OPTIONS = {"mariadbd": "--basedir={usr}", "mariadb-install-db": "--basedir={usr} --force"}


class Server(NamedTuple):
    release: str
    packages: tuple[str, ...]
    programs: tuple[str, ...]


MYSQL = "mysql"  # not in Debian's stable releases
SERVERS = {
    MYSQL: Server(
        release="sid",
        packages=("mysql-server-core", "mysql-client-core", "mysql-client"),
        programs=("mysqld", "mysql", "mysqladmin", "mysqlbinlog", "mysqldump"),
    ),
    "mariadb-11.8": Server(
        release="trixie",
        packages=("mariadb-server-core", "mariadb-client-core", "mariadb-client"),
        programs=(
            *("mariadbd", "mariadb-install-db", "my_print_defaults"),
            *("mariadb", "mariadb-dump", "mariadb-check", "mariadb-upgrade"),
        ),
    ),
    # Has HTTP/3, as the image does.
    "nginx-1.30": Server("sid", packages=("nginx", "curl"), programs=("nginx", "curl")),
    "redis-8": Server("trixie", packages=("redis-server",), programs=("redis-server", "redis-cli")),
    "valkey-8": Server("trixie", packages=("valkey-server",), programs=("valkey-server", "valkey-cli")),
}


async def main(*names: str) -> None:
    """Unpacks the servers with these names, or all of them."""
    for name in names or SERVERS:
        await install(name)


def is_installed(name: str) -> bool:
    found = all(_link(name, program).exists() for program in SERVERS[name].programs)
    return found or (name == MYSQL and _mysqld_on_the_path())


def _link(name: str, program: str) -> Path:
    """The tests use the same names for Redis and Valkey."""
    return CACHE / name / "bin" / program.replace("valkey-", "redis-")


def _mysqld_on_the_path() -> bool:
    """Debian's MariaDB installs a link with that name."""
    found = shutil.which("mysqld")
    return found is not None and "mariadb" not in Path(found).resolve().name


async def install(name: str) -> None:
    """An earlier version remains until everything is downloaded."""
    if shutil.which("apt-get") is None:
        raise CommandError("This needs Debian. Elsewhere, install MySQL 8.4 or newer on the search path.")
    place = CACHE / name
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{name}-", dir=CACHE) as downloads:
        await _download(name, Path(downloads))
        _extract(Path(downloads), place)
    (place / "bin").mkdir()
    for program in SERVERS[name].programs:
        _link(name, program).symlink_to(_write_script(place, program))
    say(f"{name} is in {place / 'bin'}")


async def _download(name: str, root: Path) -> None:
    """Uses a separate root for apt in which nothing is installed, so that apt gets all libraries."""
    for folder in ("etc/apt", "var/lib/apt/lists/partial", "var/cache/apt/archives/partial"):
        (root / folder).mkdir(parents=True)
    (root / "status").touch()
    (root / "etc/apt/sources.list").write_text(f"deb {_mirror()} {SERVERS[name].release} main\n")
    options = {
        "Dir": root,
        "Dir::Etc::trustedparts": "/etc/apt/trusted.gpg.d",
        "Dir::State::status": root / "status",
        "APT::Sandbox::User": "root",  # other accounts can't read the user's cache
        "Debug::NoLocking": "true",
    }
    apt = ["apt-get", "--quiet", "--yes", *(f"-o{option}={value}" for option, value in options.items())]
    await step("List of Debian's packages", [*apt, "update"], cwd=root)
    install = ["install", "--download-only", "--no-install-recommends", *SERVERS[name].packages]
    await step(name, [*apt, *install], cwd=root)


def _mirror() -> str:
    """The mirror of this machine's own packages."""
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI)"]
    addresses = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    for address in addresses:
        if address.startswith("http") and "security" not in address:
            return address
    raise CommandError("apt-get has no mirror yet. Run `apt-get update` first.")


def _extract(downloads: Path, place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    for package in downloads.rglob("*.deb"):
        subprocess.run(["dpkg", "-x", package, place], check=True)


def _write_script(place: Path, program: str) -> Path:
    """The script takes the program's place, because installers look for the program at that path."""
    usr = place / "usr"
    script = next(path for path in (usr / "sbin" / program, usr / "bin" / program) if path.exists())
    moved = script.rename(script.with_name(f"{program}.unpacked"))
    loader = next(usr.glob("lib/*-linux-gnu/ld-linux-*.so.*"))
    start = f"{loader} --library-path {loader.parent}" if moved.read_bytes().startswith(b"\x7fELF") else ""
    options = OPTIONS.get(program, "").format(usr=usr)
    script.write_text(f'#!/bin/sh\nexec {start} {moved} "$@" {options}\n')
    script.chmod(0o755)
    return script

"""Unpacks servers that Debian has in a later release into the user's cache: `python3 -m deploy.local.unpacked NAME…`.

Their packages are unpacked together with the libraries that they need, but not installed. A script runs each program
with the C library of the same release.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local.program import CommandError, run_program
from deploy.local.steps import say, step

# backend/tests/services/unpacked.py uses the same path.
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "numberplay"

# The option for the defaults has to be the first one.
SCRIPT = """\
#!/bin/sh
first=
case "$1" in --no-defaults | --defaults-file=* | --defaults-extra-file=*) first=$1; shift ;; esac
exec {loader} {program} $first {options} "$@"
"""


@dataclass(frozen=True, kw_only=True)
class Unpacked:
    """`programs` maps the names that the tests use to those in the packages. `options` are added to a program's."""

    release: str
    packages: tuple[str, ...]
    programs: Mapping[str, str]
    options: Mapping[str, str] = field(default_factory=dict)


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


MYSQL = "mysql"  # not in Debian's stable releases
NGINX = "nginx-1.30"  # has HTTP/3, as the image does
SERVERS = {
    MYSQL: Unpacked(
        release="sid",
        packages=("mysql-server-core", "mysql-client-core", "mysql-client"),
        programs=_same("mysqld", "mysql", "mysqladmin", "mysqlbinlog", "mysqldump"),
        options={
            "mysqld": "--basedir={usr} --plugin-dir={usr}/lib/mysql/plugin --lc-messages-dir={usr}/share/mysql"
            " --character-sets-dir={usr}/share/mysql/charsets"
        },
    ),
    "mariadb-11.8": Unpacked(
        release="trixie",
        packages=("mariadb-server-core", "mariadb-client-core", "mariadb-client"),
        programs=_same("mariadbd", "mariadb-install-db", "my_print_defaults", "mariadb", "mariadb-dump"),
        options={
            "mariadbd": "--basedir={usr} --plugin-dir={usr}/lib/mysql/plugin",
            "mariadb-install-db": "--basedir={usr} --force",
        },
    ),
    NGINX: Unpacked(release="sid", packages=("nginx", "curl"), programs=_same("nginx", "curl")),
    "redis-8": Unpacked(release="trixie", packages=("redis-server",), programs=_same("redis-server", "redis-cli")),
    "valkey-8": Unpacked(
        release="trixie",
        packages=("valkey-server",),
        programs={"redis-server": "valkey-server", "redis-cli": "valkey-cli"},
    ),
}


def is_installed(name: str) -> bool:
    found = all((CACHE / name / "bin" / program).exists() for program in SERVERS[name].programs)
    return found or (name == MYSQL and _mysqld_on_the_path())


def install(name: str) -> None:
    """An earlier version remains until everything is downloaded."""
    if shutil.which("apt-get") is None:
        raise CommandError("This needs Debian. Elsewhere, install MySQL 8.4 or newer on the search path.")
    server, place = SERVERS[name], CACHE / name
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{name}-", dir=CACHE) as downloads:
        _download(name, Path(downloads))
        shutil.rmtree(place, ignore_errors=True)
        for package in sorted(Path(downloads, "archives").glob("*.deb")):
            subprocess.run(["dpkg", "-x", package, place], check=True)
    (place / "bin").mkdir()
    for alias, program in server.programs.items():
        script = _write_script(place, program, server.options.get(program, ""))
        (place / "bin" / alias).symlink_to(script)


def main(*names: str) -> int:
    if unknown := set(names) - set(SERVERS):
        raise CommandError(f"There is no {' or '.join(sorted(unknown))}, only {', '.join(SERVERS)}")
    for name in names or SERVERS:
        install(name)
        say(f"{name} is in {CACHE / name / 'bin'}")
    return 0


def _mysqld_on_the_path() -> bool:
    """Debian's MariaDB installs a link with that name."""
    found = shutil.which("mysqld")
    return found is not None and "mariadb" not in Path(found).resolve().name


def _download(name: str, place: Path) -> None:
    for part in ("lists/partial", "archives/partial"):
        (place / part).mkdir(parents=True)
    (place / "status").touch()  # nothing is installed, so all libraries are downloaded
    (place / "sources.list").write_text(f"deb {_mirror()} {SERVERS[name].release} main\n")
    options = {
        "Dir::Etc::sourcelist": place / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Etc::preferencesparts": "/dev/null",
        "Dir::State::lists": place / "lists",
        "Dir::State::status": place / "status",
        "Dir::Cache": place,
        "Dir::Cache::archives": place / "archives",
        "APT::Sandbox::User": "root",  # other accounts can't read the user's cache
        "Debug::NoLocking": "true",
    }
    apt = ["apt-get", "--quiet", "--yes", *(f"-o{option}={value}" for option, value in options.items())]
    install = ["install", "--download-only", "--no-install-recommends", *SERVERS[name].packages]
    step("List of Debian's packages", [*apt, "update"], cwd=place)
    step(name, [*apt, *install], cwd=place)


def _mirror() -> str:
    """The mirror of this machine's own packages."""
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI)"]
    addresses = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    for address in addresses:
        if address.startswith("http") and "security" not in address:
            return address
    raise CommandError("apt-get has no mirror yet. Run `apt-get update` first.")


def _write_script(place: Path, program: str, options: str) -> Path:
    """It replaces the program, because installers search there."""
    script = next(path for path in (place / "usr/sbin" / program, place / "usr/bin" / program) if path.exists())
    moved = script.rename(script.with_name(f"{program}.unpacked"))
    loader = _loader(place) if moved.read_bytes().startswith(b"\x7fELF") else ""
    script.write_text(SCRIPT.format(loader=loader, program=moved, options=options.format(usr=place / "usr")))
    script.chmod(0o755)
    return script


def _loader(place: Path) -> str:
    loader, *_ = [*place.glob("usr/lib*/ld-linux-*.so.*"), *place.glob("usr/lib/*/ld-linux-*.so.*")]
    folders = [*place.glob("usr/lib/*-linux-gnu"), place / "usr/lib/mysql", place / "usr/lib/mysql/private"]
    return f"{loader} --library-path {':'.join(map(str, folders))}"


if __name__ == "__main__":
    sys.exit(run_program(lambda: main(*sys.argv[1:])))

"""Unpacks a MySQL server for the tests into the user's cache: `python3 -m deploy.local.mysql`.

Debian has MySQL only in sid. Its packages are unpacked together with the libraries that they need, but not installed. A
script runs each program with the C library of the same release.
"""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

from deploy.local.environment import inherited
from deploy.local.program import CommandError, run_program
from deploy.local.steps import say, step

# backend/tests/services/mysql.py uses the same path.
PLACE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "numberplay" / "mysql"
PACKAGES = ("mysql-server-core", "mysql-client-core", "mysql-client")
PROGRAMS = ("mysqld", "mysql", "mysqladmin", "mysqlbinlog", "mysqldump")

# The option for the defaults has to be the first one.
SCRIPT = """\
#!/bin/sh
first=
case "$1" in --no-defaults | --defaults-file=* | --defaults-extra-file=*) first=$1; shift ;; esac
exec {loader} --library-path {libraries} {program} $first {options} "$@"
"""


def is_installed() -> bool:
    return (PLACE / "bin" / "mysqld").exists() or _mysqld_on_the_path()


def install() -> None:
    """Replaces an earlier version once everything is unpacked."""
    if shutil.which("apt-get") is None:
        raise CommandError("This needs Debian. Elsewhere, install MySQL 8.4 or newer on the search path.")
    PLACE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mysql-", dir=PLACE.parent) as name:
        downloads, root = Path(name, "apt"), Path(name, "mysql")
        _download(downloads)
        for package in sorted((downloads / "archives").glob("*.deb")):
            subprocess.run(["dpkg", "-x", package, root], check=True)
        for program in PROGRAMS:
            _write_script(root, program)
        shutil.rmtree(PLACE, ignore_errors=True)
        root.rename(PLACE)


def main() -> int:
    install()
    say(f"mysqld is in {PLACE / 'bin'}")
    return 0


def _mysqld_on_the_path() -> bool:
    """Debian's MariaDB installs a link with that name."""
    found = shutil.which("mysqld")
    return found is not None and "mariadb" not in Path(found).resolve().name


def _download(place: Path) -> None:
    for part in ("lists/partial", "archives/partial"):
        (place / part).mkdir(parents=True)
    (place / "status").touch()  # nothing is installed, so all libraries are downloaded
    (place / "sources.list").write_text(f"deb {_mirror()} sid main\n")
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
    apt = ["apt-get", "--quiet", "--yes", *(f"-o{name}={value}" for name, value in options.items())]
    install = ["install", "--download-only", "--no-install-recommends", *PACKAGES]
    step("List of Debian's packages", [*apt, "update"], cwd=place, env=inherited())
    step("MySQL", [*apt, *install], cwd=place, env=inherited())


def _mirror() -> str:
    """The mirror of this machine's own packages."""
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI)"]
    addresses = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    for address in addresses:
        if address.startswith("http") and "security" not in address:
            return address
    raise CommandError("apt-get has no mirror yet. Run `apt-get update` first.")


def _write_script(root: Path, program: str) -> None:
    """With the paths that the files will have in the end."""
    loader, *_ = [*root.glob("usr/lib*/ld-linux-*.so.*"), *root.glob("usr/lib/*/ld-linux-*.so.*")]
    source, *_ = [path for path in (root / "usr/sbin" / program, root / "usr/bin" / program) if path.exists()]
    libraries = [*root.glob("usr/lib/*-linux-gnu"), root / "usr/lib/mysql", root / "usr/lib/mysql/private"]
    share = PLACE / "usr/share/mysql"
    server = f"--basedir={PLACE}/usr --plugin-dir={PLACE}/usr/lib/mysql/plugin --lc-messages-dir={share}"
    script = root / "bin" / program
    script.parent.mkdir(exist_ok=True)
    script.write_text(
        SCRIPT.format(
            loader=_final(root, loader),
            libraries=":".join(_final(root, path) for path in libraries),
            program=_final(root, source),
            options=f"{server} --character-sets-dir={share}/charsets" if program == "mysqld" else "",
        )
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


def _final(root: Path, path: Path) -> str:
    return str(PLACE / path.relative_to(root))


if __name__ == "__main__":
    sys.exit(run_program(main))

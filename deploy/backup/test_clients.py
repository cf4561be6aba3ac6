"""The client programs of MySQL and MariaDB are found by their different names."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
STUB = "#!/bin/sh\necho ${0##*/} $MYSQL_PWD $@\n"
COMPOSE = '#!/bin/sh\nshift 3\nMYSQL_ROOT_PASSWORD=secret exec "$@"\n'


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A search path with only a shell, and a `docker-compose` that runs commands on this machine."""
    for name in ("bash", "sh", "dirname"):
        (tmp_path / name).symlink_to(shutil.which(name) or name)
    add(tmp_path, "docker-compose", COMPOSE)
    return tmp_path


def add(programs: Path, name: str, script: str = STUB) -> None:
    (programs / name).write_text(script)
    (programs / name).chmod(0o755)


def answer(programs: Path, program: str, **variables: str) -> str:
    command = ["bash", "-c", f". {HERE}/database.sh; in_database {program} --flag"]
    environment = {"PATH": str(programs), **variables}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize(
    ("program", "installed"),
    [("mysql", "mysql"), ("mysql", "mariadb"), ("mysqldump", "mysqldump"), ("mysqldump", "mariadb-dump")],
)
def test_whichever_family_is_installed_its_client_is_run(programs: Path, program: str, installed: str) -> None:
    add(programs, installed)

    assert answer(programs, program) == f"{installed} secret --user=root --flag"
    here = answer(programs, program, MYSQL_DEFAULTS_FILE="options.cnf")
    assert here == f"{installed} --defaults-file=options.cnf --flag"


def test_compose_gets_paths_and_no_names_of_volumes(programs: Path) -> None:
    add(programs, "docker-compose", "#!/bin/sh\necho $METRICS_FOLDER $BINLOG_FOLDER $AGE_RECIPIENTS_FILE\n")
    variables = {"METRICS_FOLDER": "backups/metrics", "BINLOG_FOLDER": "./logs", "AGE_RECIPIENTS_FILE": "/recipients"}

    assert answer(programs, "mysql", **variables) == "./backups/metrics ./logs /recipients"
    assert answer(programs, "mysql") == ""

"""Physical backups: cases that are refused, and files that are left unchanged."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import tarfile
from pathlib import Path

import pytest

from installation import Installation


@pytest.fixture(scope="module")
def file(site: Installation) -> Path:
    leftover = data(site).with_name("data-copy")
    leftover.mkdir()
    (leftover / "of-a-killed-run").touch()
    done = site.run("physical-backup", site.backups, METRICS_FOLDER=str(site.folder))
    assert (done.returncode, done.stderr) == (0, "The backup is not encrypted: AGE_RECIPIENTS_FILE is not set.\n")
    return Path(done.stdout.strip())


def data(site: Installation) -> Path:
    return Path(site.execute("SELECT @@datadir")[0][0])


def refused(site: Installation, script: str, *words: object, **variables: str) -> str:
    done = site.run(script, *words, **variables)
    assert done.returncode == 1, done.stderr
    return done.stderr


def test_it_contains_the_files_and_leaves_nothing_beside_the_data(site: Installation, file: Path) -> None:
    with tarfile.open(file) as packed:
        names = packed.getnames()
    assert "./numberplay/game_play.ibd" in names
    assert "./of-a-killed-run" not in names
    assert list(data(site).parent.glob("data-*")) == []
    assert file.name.endswith("Z.tar.gz")
    assert file.stat().st_mode & 0o077 == 0
    assert (site.folder / "numberplay_backup_timestamp_seconds.prom").exists()
    assert not list(site.backups.glob("*.part*"))


def test_a_directory_that_is_not_empty_stays_as_it_is(site: Installation, file: Path, tmp_path: Path) -> None:
    (tmp_path / "ibdata1").write_text("another server's")
    assert refused(site, "unpack", file, tmp_path) == f"{tmp_path} is not empty.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["ibdata1"]


def test_a_missing_directory_is_not_created(site: Installation, file: Path, tmp_path: Path) -> None:
    assert f"{tmp_path}/data is no directory. Create it" in refused(site, "unpack", file, tmp_path / "data")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_leaves_the_directory_empty(site: Installation, file: Path, tmp_path: Path) -> None:
    damaged, target, checksum = tmp_path / file.name, tmp_path / "data", tmp_path / f"{file.name}.sha256"
    target.mkdir()
    for part in file.parent.glob(f"{file.name}*"):
        shutil.copy(part, tmp_path)
    damaged.write_bytes(file.read_bytes()[:-100])
    assert "did NOT match" in refused(site, "unpack", damaged, target)
    checksum.write_text(f"{hashlib.sha256(damaged.read_bytes()).hexdigest()}  {file.name}\n")
    done = site.run("unpack", damaged, target)
    assert done.returncode != 0
    assert done.stderr.endswith("Nothing was unpacked.\n")
    assert list(target.iterdir()) == []


def test_the_logs_are_not_executed_on_a_server_that_was_not_restored(site: Installation, file: Path) -> None:
    before = site.count("game_play"), site.tables()
    assert "This server wasn't started with a physical backup" in refused(site, "replay", "--until", "latest")
    assert (site.count("game_play"), site.tables()) == before


@pytest.mark.parametrize("script", ["physical-backup", "replay"])
def test_without_an_option_file_nothing_begins(site: Installation, script: str) -> None:
    assert "must name an option file" in refused(site, script, MYSQL_DEFAULTS_FILE="")


def test_a_failed_backup_leaves_no_file(site: Installation, tmp_path: Path) -> None:
    fault = {"FAULT": "fail", "FAULT_AT": "CLONE LOCAL", "PATH": path_with_a_failing_program(site, "mariadb-backup")}
    assert refused(site, "physical-backup", tmp_path, **fault).splitlines()[-1] in (
        "mariadb-backup failed",
        "ERROR 2013 (HY000): Lost connection to server during query",
    )
    assert list(tmp_path.iterdir()) == []
    assert list(data(site).parent.glob("data-*")) == []


def path_with_a_failing_program(site: Installation, name: str) -> str:
    program = site.folder / "failing" / name
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho {name} failed >&2; exit 1\n")
    program.chmod(0o755)
    return f"{program.parent}:{site.variables()['PATH']}"


def test_two_do_not_run_at_the_same_time(site: Installation, tmp_path: Path) -> None:
    with site.options.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert refused(site, "physical-backup", tmp_path).endswith("Another physical backup is running.\n")
    assert list(tmp_path.iterdir()) == []

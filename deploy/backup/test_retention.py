"""Which backups and logs are kept. Needs no server."""

from __future__ import annotations

import struct
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from binlogs.copies import TIME

HERE = Path(__file__).resolve().parent
NEWEST = datetime(2026, 11, 28, 12, tzinfo=UTC)
SIDECARS = ("", ".sha256", ".position")


def backup(folder: Path, at: datetime, log: int, server: str = "one", suffix: str = ".sql.gz") -> str:
    name = f"numberplay-{at.strftime(TIME)}{suffix}"
    about = f"-- NumberPlay backup: server={server} started={at.strftime('%Y-%m-%dT%H:%M:%SZ')}"
    position = f"-- CHANGE MASTER TO MASTER_LOG_FILE='binlog.{log:06}', MASTER_LOG_POS=4;"
    for sidecar in SIDECARS:
        (folder / (name + sidecar)).write_text(f"{about}\n{position}\n")
    return name


def history(folder: Path, server: str, at: datetime, logs: range) -> Path:
    made = folder / "binlogs" / f"{server}-{at.strftime(TIME)}"
    made.mkdir(parents=True)
    for number in logs:
        (made / f"binlog.{number:06}").write_bytes(b"\xfebin" + struct.pack("<I", int(at.timestamp())))
    return made


def prune(folder: Path, **variables: str) -> tuple[list[str], list[str]]:
    """The backups and the logs that are left."""
    env = {"PATH": "/usr/local/bin:/usr/bin:/bin", "BINLOG_FOLDER": str(folder / "binlogs"), **variables}
    subprocess.run([HERE / "prune", folder], env=env, check=True, capture_output=True)
    left = sorted(path.name for path in folder.glob("*Z.*.gz*") if path.suffix in (".gz", ".age"))
    assert len(list(folder.glob("*.position"))) == len(left)
    return left, sorted(f"{path.parent.name}/{path.name}" for path in folder.glob("binlogs/*/*"))


def test_the_newest_of_each_day_week_and_month(tmp_path: Path) -> None:
    days = [NEWEST - timedelta(days=days) for days in range(70)]
    for at in days:
        backup(tmp_path, at, 1)
        backup(tmp_path, at - timedelta(hours=6), 1)
    left, _ = prune(tmp_path, KEEP_DAILY="3", KEEP_WEEKLY="2", KEEP_MONTHLY="3")
    kept = ["20260930", "20261031", "20261122", "20261126", "20261127", "20261128"]
    assert left == [f"numberplay-{day}T120000Z.sql.gz" for day in kept]


def test_the_newest_and_the_newest_that_was_verified_are_always_kept(tmp_path: Path) -> None:
    verified = backup(tmp_path, NEWEST - timedelta(days=400), 1, suffix=".sql.gz.age")
    (tmp_path / f"{verified}.verified").touch()
    backup(tmp_path, NEWEST - timedelta(days=300), 1)
    newest = backup(tmp_path, NEWEST - timedelta(days=200), 1)
    left, _ = prune(tmp_path, KEEP_DAILY="0", KEEP_WEEKLY="0", KEEP_MONTHLY="0")
    assert left == [verified, newest]


def test_the_logs_since_the_oldest_kept_backup(tmp_path: Path) -> None:
    first = history(tmp_path, "one", NEWEST - timedelta(days=30), range(1, 9))
    backup(tmp_path, NEWEST - timedelta(days=20), 2)
    backup(tmp_path, NEWEST - timedelta(days=2), 5)
    backup(tmp_path, NEWEST, 7)
    _, logs = prune(tmp_path, KEEP_DAILY="2", KEEP_WEEKLY="0", KEEP_MONTHLY="0")
    assert logs == [f"{first.name}/binlog.00000{number}" for number in (5, 6, 7, 8)]


def test_histories_before_the_oldest_kept_backup_are_deleted_and_later_ones_are_not(tmp_path: Path) -> None:
    history(tmp_path, "zero", NEWEST - timedelta(days=60), range(1, 3))
    history(tmp_path, "one", NEWEST - timedelta(days=30), range(1, 3))
    history(tmp_path, "two", NEWEST - timedelta(hours=1), range(1, 2))
    backup(tmp_path, NEWEST - timedelta(days=2), 1)
    _, logs = prune(tmp_path)
    assert logs == [
        "one-20261029T120000Z/binlog.000001",
        "one-20261029T120000Z/binlog.000002",
        "two-20261128T110000Z/binlog.000001",
    ]


def test_physical_backups_are_counted_by_themselves_and_keep_their_logs(tmp_path: Path) -> None:
    first = history(tmp_path, "one", NEWEST - timedelta(days=30), range(1, 9))
    dump = backup(tmp_path, NEWEST, 7)
    backup(tmp_path, NEWEST - timedelta(days=9), 2, suffix=".tar.gz.age")
    newest = backup(tmp_path, NEWEST - timedelta(days=2), 5, suffix=".tar.gz.age")
    left, logs = prune(tmp_path, KEEP_DAILY="1", KEEP_WEEKLY="0", KEEP_MONTHLY="0")
    assert left == [newest, dump]
    assert logs == [f"{first.name}/binlog.00000{number}" for number in (5, 6, 7, 8)]


@pytest.mark.parametrize("server", ["another", ""])
def test_without_a_backup_that_has_a_position_no_log_is_deleted(tmp_path: Path, server: str) -> None:
    history(tmp_path, "one", NEWEST - timedelta(days=30), range(1, 3))
    if server:
        backup(tmp_path, NEWEST, 2, server=server)
    assert len(prune(tmp_path)[1]) == 2

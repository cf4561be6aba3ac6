"""Backups that are old, damaged or missing from the metrics, and logs that aren't copied."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from subprocess import CompletedProcess

from copying import Copying, copying
from following import Drill, Steps
from repeating import repeated
from system import System, wait

ALERTS = {"BackupOld", "BackupUnverified", "BinlogCopyLags", "BackupMetricsMissing"}
RETRY_SECONDS = 2
Job = Callable[[], CompletedProcess[str]]


@contextmanager
def as_documented(system: System) -> Iterator[Copying]:
    """Within the block, logs are copied, the newest backup has been verified, and no alert about them is firing."""
    with system.backups.copying() as copier:
        for job in (system.backups.backup, system.backups.verify, system.backups.backup):
            done = job()
            assert done.returncode == 0, done.stderr
        assert wait(lambda: not ALERTS & system.prometheus.firing(), 60) is not None
        system.breaks_now()
        yield copier


def failing(job: Job) -> Callable[[], None]:
    def step() -> None:
        assert job().returncode == 1
        time.sleep(RETRY_SECONDS)

    return step


def changed_password(system: System) -> Steps:
    site, backup = system.backups.site, system.backups.backup
    with as_documented(system):
        right, site.options = site.options, site.option_file("wrong")
        with repeated(failing(backup)):
            yield None
        assert "Access denied" in backup().stderr
        site.options = right
        assert backup().returncode == 0
        yield lambda: system.is_cleared("BackupOld")


def damaged_backup(system: System) -> Steps:
    backups = system.backups
    with as_documented(system):
        damaged = bytearray(backups.newest.read_bytes())
        damaged[len(damaged) // 2] ^= 1
        backups.newest.write_bytes(damaged)
        with repeated(failing(backups.verify)):
            yield None
        assert backups.verify().returncode == 1
        assert (backups.backup().returncode, backups.verify().returncode) == (0, 0)
        yield lambda: system.is_cleared("BackupUnverified")


def no_copier(system: System) -> Steps:
    with as_documented(system) as copier:
        copier.kill()
        yield None
        with system.backups.copying():
            yield lambda: system.is_cleared("BinlogCopyLags")


def no_metrics(system: System) -> Steps:
    backups = system.backups
    with as_documented(system) as copier:
        copier.kill()
        for file in backups.metrics.iterdir():
            file.unlink()
        with copying(backups.site):  # without METRICS_FOLDER
            yield None
        with backups.copying():
            assert (backups.backup().returncode, backups.verify().returncode) == (0, 0)
            yield lambda: system.is_cleared("BackupMetricsMissing")


DRILLS = (
    Drill(
        ("BackupOld",),
        "the password of the backup's user was changed",
        "run `make backup`, read the error, fix the cause, run it again",
        changed_password,
        faster=3600,
    ),
    Drill(
        ("BackupUnverified",),
        "a byte of the newest backup changed",
        "back up, verify",
        damaged_backup,
        faster=14400,
    ),
    Drill(("BinlogCopyLags",), "`copy-binlogs` killed", "start it", no_copier, faster=30),
    Drill(
        ("BackupMetricsMissing",),
        "the metrics removed, and `METRICS_FOLDER` not set",
        "set it, back up, verify",
        no_metrics,
        faster=3600,
    ),
)

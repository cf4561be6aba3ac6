"""Deletes old backups, and logs that no remaining one needs: python3 -m binlogs.retention BACKUPS BINLOGS

Keeps the newest backup of each of the last KEEP_DAILY days, KEEP_WEEKLY weeks and KEEP_MONTHLY months that have one,
and always the newest backup and the newest verified one. Physical backups are counted separately.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from binlogs import copies
from binlogs.base import DUMP, PHYSICAL, backups
from binlogs.copies import Refused
from binlogs.plan import Base, history_of

SIDECARS = ("", ".sha256", ".position", ".verified")
PERIODS = {"KEEP_DAILY": ("%Y-%m-%d", 7), "KEEP_WEEKLY": ("%G-%V", 5), "KEEP_MONTHLY": ("%Y-%m", 12)}


def time_of(backup: Path) -> datetime:
    return datetime.strptime(backup.name.split("-")[1].split(".")[0], copies.TIME).replace(tzinfo=UTC)


def kept(found: list[Path]) -> set[Path]:
    verified = [path for path in found if path.with_name(f"{path.name}.verified").exists()]
    keep = {*found[-1:], *verified[-1:]}
    for name, (period, default) in PERIODS.items():
        newest = {time_of(path).strftime(period): path for path in found}
        count = int(os.environ.get(name) or default)
        keep.update(list(newest.values())[-count:] if count > 0 else [])
    return keep


def needed(keep: Iterable[Path], binlogs: Path) -> dict[Path, int]:
    """In each history, the number of the first log that a kept backup needs."""
    first: dict[Path, int] = {}
    for path in keep:
        try:
            base = Base.read(path.with_name(f"{path.name}.position").read_text())
            history = history_of(base, binlogs)
        except (Refused, FileNotFoundError):
            continue  # nothing can be replayed after it
        number = copies.number_of(Path(base.log))
        assert number is not None
        first[history] = min(number, first.get(history, number))
    return first


def obsolete_logs(keep: Iterable[Path], binlogs: Path) -> list[Path]:
    """Keeps a history that no backup needs yet: a server that was created again has to be backed up first."""
    first = needed(keep, binlogs)
    if not first:
        return []
    oldest = min(copies.histories(binlogs).index(history) for history in first)
    before = copies.histories(binlogs)[:oldest]
    logs = [path for history, start in first.items() for number, path in copies.logs(history).items() if number < start]
    return [*before, *logs]


def main(folder: str, binlogs: str) -> int:
    dumps, copies_of_files = (backups(Path(folder), kind) for kind in (DUMP, PHYSICAL))
    keep = kept(dumps) | kept(copies_of_files)
    backups_to_delete = [path for path in (*dumps, *copies_of_files) if path not in keep]
    for path in (*backups_to_delete, *obsolete_logs(keep, Path(binlogs))):
        print(f"Deleting {path}")
        if path.is_dir():
            shutil.rmtree(path)
        else:
            for suffix in SIDECARS:
                path.with_name(path.name + suffix).unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

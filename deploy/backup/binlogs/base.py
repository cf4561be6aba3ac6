"""Prints the newest backup that was made before a moment: python3 -m binlogs.base MOMENT FOLDER"""

from __future__ import annotations

import sys
from pathlib import Path

from binlogs.copies import TIME, Refused, as_time
from binlogs.plan import LATEST, seconds_of

DUMP, PHYSICAL = ".sql.gz", ".tar.gz"


def backups(folder: Path, kind: str = DUMP) -> list[Path]:
    """Sorted from oldest to newest, because the names contain the time."""
    return sorted(path for path in folder.glob(f"numberplay-*Z{kind}*") if path.name.endswith((kind, f"{kind}.age")))


def main(until: str, folder: str) -> int:
    try:
        newest = f"numberplay-{as_time(int(seconds_of(until)), TIME)}" if until != LATEST else "o"
        older = [path for path in backups(Path(folder)) if path.name < newest]
        if not older:
            raise Refused(f"{folder} has no backup that was made before {until}.")
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    print(older[-1])
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

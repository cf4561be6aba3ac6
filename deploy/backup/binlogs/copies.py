"""The folder of the copied logs: one folder for each history of a server, with the files as the server names them.

A history is `SERVER-TIME`: the server's UUID (or `server` and its ID, because MariaDB has no UUID), and the time when
its first copied log began. A server that was created again, or whose logs were reset, begins a new one.
"""

from __future__ import annotations

import gzip
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

from binlogs.events import Event, NotALog, events

COPIED_UNTIL = "copied-until"  # in each history: the Unix time of the last complete copy, the last log, its size
ENCRYPTED = ".gz.age"
TIME = "%Y%m%dT%H%M%SZ"


class Refused(Exception):
    """An error whose message says what the operator has to know or do."""


def histories(folder: Path) -> list[Path]:
    """The oldest first."""
    found = [path for path in folder.glob("*-*T*Z") if path.is_dir()]
    return sorted(found, key=lambda path: path.name.rpartition("-")[2])


def server_of(history: Path) -> str:
    return history.name.rpartition("-")[0]


def logs(history: Path) -> dict[int, Path]:
    """The copied logs by number, in order."""
    found = {number_of(path): path for path in history.iterdir() if number_of(path) is not None}
    return {number: found[number] for number in sorted(cast("dict[int, Path]", found))}


def find(history: Path, log: str) -> Path | None:
    return next((path for path in (history / log, history / (log + ENCRYPTED)) if path.exists()), None)


def number_of(path: Path) -> int | None:
    suffix = path.name.removesuffix(ENCRYPTED).rpartition(".")[2]
    return int(suffix) if suffix.isdigit() else None


def server_name(path: Path) -> str:
    """The server's name for this log."""
    return path.name.removesuffix(ENCRYPTED)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    if not path.name.endswith(ENCRYPTED):
        with path.open("rb") as stream:
            yield stream
        return
    identity = os.environ.get("AGE_IDENTITY_FILE")
    if not identity:
        raise Refused(f"{path.name} is encrypted: AGE_IDENTITY_FILE must name the file with the identity.")
    command = ["age", "--decrypt", "--identity", identity, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as age:
        assert age.stdout is not None
        with gzip.open(age.stdout) as stream:
            yield cast("BinaryIO", stream)


def first_event(path: Path) -> Event | None:
    """The first event, which has the time when the server began the file. None while the file is too short."""
    with opened(path) as stream:
        try:
            return next(events(stream), None)
        except NotALog:
            return None


def copied_until(history: Path) -> int:
    """When everything on the server had been copied. The last log at that time must be there, and complete."""
    file = history / COPIED_UNTIL
    if not file.exists():
        return 0
    seconds, log, size = file.read_text().split()
    found = find(history, log)
    if found is None or (found.name == log and found.stat().st_size < int(size)):
        raise Refused(f"{log} is missing or incomplete in {history}.")
    return int(seconds)


def newest_copy(folder: Path) -> int:
    return max(map(copied_until, histories(folder)), default=0)


def as_time(seconds: int, style: str = "%Y-%m-%d %H:%M:%S") -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime(style)

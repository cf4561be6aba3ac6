"""Plans the events to replay: python3 -m binlogs.plan SCHEMA MOMENT FOLDER < the lines of the backup.

Prints the number of changes and of row changes; the point in time that the data will have; and then
`START<tab>STOP<tab>FILE` for each log.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from binlogs import copies
from binlogs.copies import Refused, as_time
from binlogs.events import (
    ABOUT_THE_FILE,
    BEGINNINGS,
    QUERY,
    TABLE_MAP,
    TRANSACTION_PAYLOAD,
    Event,
    NotALog,
    events,
    schema_of_rows,
    statement,
)

LATEST = "latest"
FORMAT = "%Y-%m-%d %H:%M:%S"
ABOUT = re.compile(r"^-- NumberPlay backup: server=(\S+) started=(\S+)$", re.MULTILINE)
POSITION = re.compile(r"_LOG_FILE='([^']+)', \w+_LOG_POS=(\d+)")
NO_CHANGE = re.compile(rb"(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|XA)\b", re.IGNORECASE)


class Base(NamedTuple):
    """Where the backup ends and the logs begin."""

    server: str
    started: int
    log: str
    position: int

    @classmethod
    def read(cls, lines: str) -> Base:
        about, position = ABOUT.search(lines), POSITION.search(lines)
        if not about or not position:
            raise Refused("The backup doesn't say its position in the binary log, so nothing can be replayed after it.")
        started = datetime.strptime(about[2], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        return cls(about[1], int(started.timestamp()), position[1], int(position[2]))


class Part(NamedTuple):
    start: int
    stop: int
    file: Path


@dataclass
class Plan:
    base: Base
    schema: bytes
    moment: float
    parts: list[Part] = field(default_factory=list)
    row_changes: int = 0
    statements: int = 0
    newest: int = 0
    reached: bool = False

    def __post_init__(self) -> None:
        name = re.escape(self.schema)
        self._restored = re.compile(rb"RENAME TABLE .*`" + name + rb"_restore_old_", re.DOTALL)
        self._names_schema = re.compile(
            rb"(DROP|ALTER) (DATABASE|SCHEMA) .*\b" + name + rb"\b|"
            rb"(ALTER|CREATE|DROP|RENAME|TRUNCATE) .*\b" + name + rb"`?\.",
            re.IGNORECASE | re.DOTALL,
        )

    def read(self, file: Path, start: int) -> None:
        """Adds the part of this log, from this position, that has to be replayed."""
        stop = begun = start
        for event in self._events(file, start):
            if event.kind in BEGINNINGS:
                begun = event.start
            if event.kind not in ABOUT_THE_FILE:
                self.reached = event.seconds >= self.moment
                if self.reached:
                    break
                self._count(event)
            stop = event.end
        self.parts.append(Part(start, begun if self.reached else stop, file))

    def _events(self, file: Path, start: int) -> Iterator[Event]:
        """The events from `start`, which has to be the start of an event or the end of the file."""
        end, aligned = 4, start == 4
        for event in self._all_events(file):
            end, aligned = event.end, aligned or event.start == start
            if event.start >= start:
                self._require(aligned, file, start)
                yield event
            elif event.kind not in ABOUT_THE_FILE and event.seconds >= self.moment:
                raise Refused(f"The backup is newer: it has changes of {as_time(event.seconds)}. Use an older one.")
        self._require(aligned or start == end, file, start)

    def _require(self, aligned: bool, file: Path, start: int) -> None:
        if not aligned:
            raise Refused(f"{file} has no event at {start}, where the backup ends: it is of another server.")

    def _all_events(self, file: Path) -> Iterator[Event]:
        try:
            with copies.opened(file) as stream:
                yield from events(stream)
        except NotALog:
            raise Refused(f"{file} is not a binary log.") from None

    def _count(self, event: Event) -> None:
        self.newest = max(self.newest, event.seconds)
        if event.kind == TABLE_MAP:
            self.row_changes += schema_of_rows(event) == self.schema
        elif event.kind == TRANSACTION_PAYLOAD:
            raise Refused("binlog_transaction_compression is on: such logs can't be replayed into another schema.")
        elif event.kind == QUERY:
            self._count_statement(event)

    def _count_statement(self, event: Event) -> None:
        schema, text = statement(event)
        if NO_CHANGE.match(text):
            return
        if self._restored.match(text):
            raise Refused(
                f"The database was restored at {as_time(event.seconds)}. "
                "Use a backup that was made after that, or a moment before."
            )
        if self._names_schema.match(text):
            said = text[:100].decode(errors="replace")
            raise Refused(f"At {as_time(event.seconds)}, a statement names the schema: {said}. Use a moment before.")
        self.statements += schema == self.schema


def plan(base: Base, schema: str, until: str, folder: Path) -> Plan:
    made = Plan(base, schema.encode(), seconds_of(until))
    if made.moment <= base.started:
        raise Refused(f"The backup is newer: it was made at {as_time(base.started)}. Use an older one.")
    history = history_of(base, folder)
    for file, start in _logs_after(base, history):
        made.read(file, start)
        if made.reached:
            return made
    end = max(made.newest, copies.copied_until(history))
    if until != LATEST and made.moment > end:
        raise Refused(f"The copied logs end at {as_time(end)}. Use that moment or an earlier one, or `{LATEST}`.")
    return made


def seconds_of(until: str) -> float:
    if until == LATEST:
        return float("inf")
    try:
        return datetime.strptime(until, FORMAT).replace(tzinfo=UTC).timestamp()
    except ValueError:
        raise Refused(f"{until!r} is no moment in UTC such as '2026-11-28 12:34:56', nor `{LATEST}`.") from None


def history_of(base: Base, folder: Path) -> Path:
    """The server's newest history that began before the backup."""
    of_server = [path for path in copies.histories(folder) if copies.server_of(path) == base.server]
    if not of_server:
        raise Refused(f"{folder} has no logs of the backup's server, {base.server}.")
    began = as_time(base.started, copies.TIME)
    before = [path for path in of_server if path.name.rpartition("-")[2] <= began]
    if not before or copies.find(before[-1], base.log) is None:
        raise Refused(f"{base.log} is missing in {folder}: the backup ends in this log.")
    return before[-1]


def _logs_after(base: Base, history: Path) -> Iterator[tuple[Path, int]]:
    found = copies.logs(history)
    first = copies.number_of(Path(base.log))
    assert first is not None
    for number in range(first, max(found) + 1):
        if number not in found:
            raise Refused(f"The log with the number {number:06} is missing in {history}.")
        yield found[number], base.position if number == first else 4


def main(schema: str, until: str, folder: str) -> int:
    try:
        made = plan(Base.read(sys.stdin.read()), schema, until, Path(folder))
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    print(made.row_changes + made.statements, made.row_changes)
    print(until if until != LATEST else as_time(made.newest or made.base.started))
    for part in made.parts:
        if part.start < part.stop:
            print(part.start, part.stop, part.file, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

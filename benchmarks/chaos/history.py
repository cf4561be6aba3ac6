"""What the clients observed. All times are in seconds of this machine's monotonic clock."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ACKNOWLEDGED = "acknowledged"
REFUSED = "refused"  # an error; after a 503, the play may be stored, so it is retried as after a missing response
REDIS_FAULT = "redis fault"  # in History.redis_faults
STALL = "stall"  # stalls of the machine, in History.stalls
UNKNOWN = "unknown"  # no response: the play may or may not be stored

Result = dict[str, Any]

now = time.monotonic


@dataclass(frozen=True, slots=True)
class Call:
    """One attempt at a play. `via` is http or socket; `detail` is the reason for a missing result."""

    player: int
    key: str | None
    number: int
    via: str
    began: float
    ended: float
    outcome: str
    result: Result | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A result, or the response to a repeat (`replayed`), received by one subscription of a player."""

    player: int
    subscription: str
    at: float
    result: Result
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Connection:
    """A period during which a subscription was connected. `code` is the close code if the server closed first."""

    player: int
    subscription: str
    began: float
    ended: float
    code: int | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """`seq` is the newest play that the response includes; `source` is history or statistics."""

    player: int
    source: str
    process: str
    began: float
    ended: float
    seq: int


@dataclass(frozen=True, slots=True)
class Probe:
    """One request to a health path of a process. `answered` is whether it returned an allowed response."""

    process: str
    path: str
    began: float
    ended: float
    answered: bool


@dataclass(frozen=True, slots=True)
class Window:
    """The duration of a fault: from before its injection until the process was ready again."""

    fault: str
    target: str
    began: float
    ended: float


@dataclass
class History:
    calls: list[Call] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    connections: list[Connection] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)
    probes: list[Probe] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    stalls: list[Window] = field(default_factory=list)
    redis_faults: list[Window] = field(default_factory=list)  # a process counted failed calls to Redis
    notes: list[str] = field(default_factory=list)  # observations that fit into none of the other records

    @property
    def acknowledged(self) -> list[Call]:
        return [call for call in self.calls if call.outcome == ACKNOWLEDGED]

    def save(self, file: Path) -> None:
        """Writes one JSON object per line, for analysis after the run."""
        with file.open("w") as out:
            for name in ("calls", "frames", "connections", "reads", "probes", "windows", "stalls", "redis_faults"):
                records: Iterable[Any] = getattr(self, name)
                out.writelines(json.dumps({"ledger": name, **dataclasses.asdict(record)}) + "\n" for record in records)

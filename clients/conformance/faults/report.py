"""The outcome of a run, and whether anything in it is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from conformance.server.log import Log

KINDS = {"refused", "response lost", "dropped", "duplicated", "disconnected", "delayed"}


@dataclass
class Report:
    """`rows` is the number of plays that the servers have stored."""

    language: str
    plays: int
    planned_restarts: int
    restarts: int
    log: Log
    faults: Counter[str]
    rows: int
    errors: str
    seconds: float

    @property
    def played(self) -> list[dict[str, Any]]:
        return self.log.reported("played")

    @property
    def results(self) -> list[dict[str, Any]]:
        return self.log.reported("result")

    @property
    def lost(self) -> int:
        return len({play["seq"] for play in self.played} - {result["seq"] for result in self.results})

    @property
    def repeated(self) -> int:
        return len(self.results) - len({result["seq"] for result in self.results})

    @property
    def out_of_order(self) -> int:
        seqs = [result["seq"] for result in self.results]
        return sum(later < earlier for earlier, later in pairwise(seqs))

    def differences(self) -> list[str]:
        """Empty if every play was stored once, and its result arrived once and in order."""
        return list(self._differences())

    def _differences(self) -> Iterator[str]:
        if [play["seq"] for play in self.played] != list(range(1, self.plays + 1)):
            yield f"{len(self.played)} of {self.plays} plays have responses, or their seqs have holes"
        if self.rows != self.plays:
            yield f"{self.rows} plays are stored, not {self.plays}"
        if self.results != self.played:
            yield f"{self.lost} results are lost, {self.repeated} repeated, {self.out_of_order} out of order"
        if failed := self.log.reported("failed"):
            yield f"failed plays: {Counter(failed)}"
        if self.restarts < self.planned_restarts / 2:
            yield f"only {self.restarts} of {self.planned_restarts} restarts happened during the plays"
        if self.errors:
            yield f"stderr: {self.errors}"
        if missing := KINDS - {kind for kind, count in self.faults.items() if count}:
            yield f"there was no fault of these kinds: {', '.join(sorted(missing))}"

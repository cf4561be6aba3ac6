"""python -m conformance.faults [--plays N] [--restarts N] [--clients python,typescript]"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from conformance.clients import Command, compile_typescript, python_client, typescript_client
from conformance.faults.report import Report
from conformance.faults.run import run
from conformance.server.log import Log

PROGRESS_SECONDS = 5.0
COLUMNS = "| client | plays | restarts | faults | lost | repeated | out of order | seconds |"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m conformance.faults", description=__doc__)
    parser.add_argument("--plays", type=int, default=1000)
    parser.add_argument("--restarts", type=int, default=50)
    parser.add_argument("--clients", default="python,typescript")
    options = parser.parse_args()
    reports = [_run(language, options.plays, options.restarts) for language in options.clients.split(",")]
    print(COLUMNS, "| --- |" + " --- |" * 7, *map(_row, reports), sep="\n")
    found = [f"{report.language}: {difference}" for report in reports for difference in report.differences()]
    print(*found, sep="\n", file=sys.stderr)
    return 1 if found else 0


def _run(language: str, plays: int, restarts: int) -> Report:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        progress = _Progress(language, plays)
        return asyncio.run(
            run(language, _command(language, folder), folder, plays=plays, restarts=restarts, progress=progress)
        )


def _command(language: str, folder: Path) -> Command:
    if language == "python":
        return python_client()
    return typescript_client(compile_typescript(folder))


class _Progress:
    def __init__(self, language: str, plays: int) -> None:
        self._language, self._plays = language, plays
        self._next = 0.0

    def __call__(self, log: Log) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + PROGRESS_SECONDS
        played, results = len(log.reported("played")), len(log.reported("result"))
        print(f"{self._language}: {played} of {self._plays} plays, {results} results", flush=True)


def _row(report: Report) -> str:
    counts = ", ".join(f"{count} {kind}" for kind, count in sorted(report.faults.items()))
    figures = (report.plays, report.restarts, counts, report.lost, report.repeated, report.out_of_order)
    return f"| {report.language} | " + " | ".join(map(str, figures)) + f" | {report.seconds:.0f} |"


if __name__ == "__main__":
    sys.exit(main())

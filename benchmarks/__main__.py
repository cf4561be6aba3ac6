"""`python -m benchmarks [--quick] [--only peers …]` measures, and writes the results.

Results excluded by `--only` are kept from the earlier run.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks import machine, players, report, system
from benchmarks.pace import FULL, QUICK
from benchmarks.progress import say

MEASURES = ("peers", "profile", "workers", "logins", "start", "sockets", "streams", "reads")

RESULTS = "results.json"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer measures and rounds, less data")
    parser.add_argument("--only", nargs="+", choices=MEASURES)
    parser.add_argument(
        "--into", type=Path, default=system.ROOT / ".local" / "benchmarks", help="folder of the results"
    )
    options = parser.parse_args()
    pace = QUICK if options.quick else FULL
    wanted = options.only or [name for name in MEASURES if name not in pace.left_out]
    results = _earlier(options.into) if options.only else {}
    results |= {"machine": machine.description(), "quick": options.quick}
    say("services start")
    with system.started() as services:
        players.connect(services)
        for name in wanted:
            say(name)
            results[name] = import_module(f"benchmarks.measures.{name}").measure(services, pace)
            _keep(results, options.into)
    print(report.write(results, options.into))
    return 0


def _keep(results: dict[str, Any], folder: Path) -> None:
    """Saves after each measurement, so that a failure doesn't lose earlier results. Rerun the rest with `--only`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / RESULTS).write_text(json.dumps(results, indent=2) + "\n")


def _earlier(folder: Path) -> dict[str, Any]:
    file = folder / RESULTS
    earlier: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    return earlier


if __name__ == "__main__":
    sys.exit(main())

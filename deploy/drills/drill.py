"""`make drills`: provokes faults, waits for their alerts, follows the runbooks, and writes down the times."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from faults import DRILLS
from following import Drill, Times, follow
from page import merged
from system import System, running

PAGE = Path(__file__).resolve().parents[2] / "docs" / "monitoring.md"


def main() -> int:
    drills = chosen(sys.argv[1:])
    if drills == DRILLS:
        PAGE.write_text(merged(PAGE.read_text(), {}, []))  # no row of an earlier run is left
    with running() as system:
        failed = [drill.name for drill in drills if not is_recorded(drill, system)]
    for name in failed:
        print(f"FAILED {name}")
    return 1 if failed else 0


def chosen(alerts: Sequence[str]) -> tuple[Drill, ...]:
    """The drills that provoke one of these alerts, or all drills if there are none."""
    if unknown := set(alerts) - {alert for drill in DRILLS for alert in drill.alerts}:
        sys.exit(f"No drill provokes {', '.join(sorted(unknown))}")
    return tuple(drill for drill in DRILLS if not alerts or set(alerts) & set(drill.alerts))


def is_recorded(drill: Drill, system: System) -> bool:
    """Runs a drill. Returns whether all alerts fired and the system recovered, so that its row is in the page."""
    with system.observed(drill.faster):
        times = follow(drill, system)
    if times is None:
        return False
    row = row_of(drill, times)
    print(row, flush=True)
    PAGE.write_text(merged(PAGE.read_text(), {drill.name: row}, [one.name for one in DRILLS]))
    return True


def row_of(drill: Drill, times: Times) -> str:
    return f"| {drill.name} | {drill.what} | {times.fired:.1f} s | {drill.cure} | {times.recovered:.1f} s |"


if __name__ == "__main__":
    sys.exit(main())

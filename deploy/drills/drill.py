"""`make drills`: provokes faults, waits for their alerts, follows the runbooks, and writes down the times."""

from __future__ import annotations

import sys
from pathlib import Path

from faults import DRILLS
from following import Drill, follow
from page import merged
from system import System, running

PAGE = Path(__file__).resolve().parents[2] / "docs" / "monitoring.md"


def main() -> int:
    chosen = set(sys.argv[1:])
    drills = [drill for drill in DRILLS if not chosen or chosen & set(drill.alerts)]
    with running() as system:
        followed = [_is_followed(drill, system) for drill in drills]
    return 0 if followed and all(followed) else 1


def name_of(drill: Drill) -> str:
    return ", ".join(drill.alerts)


def _is_followed(drill: Drill, system: System) -> bool:
    """Whether all alerts fired, and the system recovered. Then its row is in the page."""
    with system.observed(drill.faster):
        system.wait_until_quiet(drill.alerts)
        times = follow(drill, system)
    if times is None:
        return False
    noticed, recovered = (f"{seconds:.1f} s" for seconds in times)
    row = f"| {name_of(drill)} | {drill.what} | {noticed} | {drill.cure} | {recovered} |"
    print(row, flush=True)
    PAGE.write_text(merged(PAGE.read_text(), {name_of(drill): row}, [name_of(one) for one in DRILLS]))
    return True


if __name__ == "__main__":
    sys.exit(main())

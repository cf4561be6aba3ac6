"""`make drills`: provokes faults, waits for their alerts, follows the runbooks, and writes down the times."""

from __future__ import annotations

import sys
from pathlib import Path

from faults import DRILLS, follow
from system import running

PAGE = Path(__file__).resolve().parents[2] / "docs" / "monitoring.md"
HEAD = ["| alert | fault | fires after | cure | time to recovery |", "| --- | --- | --- | --- | --- |"]


def main() -> int:
    chosen = set(sys.argv[1:])
    rows, failed = [], 0
    with running() as system:
        for drill in DRILLS:
            if chosen and not chosen & set(drill.alerts):
                continue
            system.wait_until_quiet(drill.alerts)
            noticed, recovered = follow(drill, system)
            failed += noticed is None or recovered is None
            cells = (", ".join(drill.alerts), drill.what, _seconds(noticed), drill.cure, _seconds(recovered))
            rows.append(f"| {' | '.join(cells)} |")
            print(rows[-1], flush=True)
    if not chosen and not failed:
        _write([*HEAD, *rows])
    return 1 if failed else 0


def _seconds(value: float | None) -> str:
    return "never" if value is None else f"{value:.1f} s"


def _write(lines: list[str]) -> None:
    before, title, rest = PAGE.read_text().partition("## Runbooks that were followed\n")
    paragraph, _, after = rest.partition(f"{HEAD[0]}\n")
    tail = after.partition("\n\n")[2]
    PAGE.write_text(before + title + paragraph + "\n".join(lines) + "\n\n" + tail)


if __name__ == "__main__":
    sys.exit(main())

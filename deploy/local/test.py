"""`make test`: everything that can run on this machine, and the names of what cannot.

`python3 -m deploy.local.test NAME…` runs the suites of these names alone.
"""

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from deploy.local import debian, reports
from deploy.local.node import require_node
from deploy.local.places import LOCAL
from deploy.local.processes import Child
from deploy.local.program import run_program
from deploy.local.refusal import Refusal
from deploy.local.reports import Tally
from deploy.local.steps import say
from deploy.local.suites import SUITES, Suite


@dataclass(frozen=True)
class Ran:
    suite: Suite
    tally: Tally
    seconds: float


def main(*names: str) -> int:
    require_node()
    chosen = _chosen(names)
    left_out = [suite for suite in chosen if suite.missing()]
    ran = [_run(suite) for suite in chosen if suite not in left_out]
    say("\nWhat ran")
    for one in ran:
        say(f"  {'FAILED' if one.tally.failed else 'passed'}  {one.suite.name}: {one.tally}, {one.seconds:.0f} s")
    _tell_left_out(left_out)
    total = sum((one.tally for one in ran), Tally())
    if _nothing_may_be_left_out():
        total += Tally(failed=len(left_out))
    say(f"\n{total.passed} passed, {total.failed} failed")
    return 1 if total.failed else 0


def _chosen(names: Sequence[str]) -> Sequence[Suite]:
    if unknown := set(names) - {suite.name for suite in SUITES}:
        raise Refusal(f"There is no suite called {' or '.join(sorted(unknown))}")
    return [suite for suite in SUITES if not names or suite.name in names]


def _run(suite: Suite) -> Ran:
    say(f"\n=== {suite.name}")
    began = time.monotonic()
    try:
        suite.install()
        tally = _execute(suite)
    except Refusal as refusal:
        say(str(refusal))
        tally = Tally(failed=1)
    return Ran(suite, tally, time.monotonic() - began)


def _execute(suite: Suite) -> Tally:
    report = LOCAL / "reports" / f"{suite.name.replace(',', '').replace(' ', '-')}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    child = Child(suite.name, suite.command(report), cwd=suite.cwd, env=suite.env(report))
    return reports.read(report, exit_code=child.wait())


def _tell_left_out(suites: Sequence[Suite]) -> None:
    if not suites:
        return
    say("Left out, FAILED because REQUIRE_ALL is set" if _nothing_may_be_left_out() else "Left out")
    for suite in suites:
        say(f"  {suite.name}. To get it, on Debian: {debian.advice(suite.missing())}")


def _nothing_may_be_left_out() -> bool:
    return os.environ.get("REQUIRE_ALL", "") not in ("", "0")


if __name__ == "__main__":
    sys.exit(run_program(lambda: main(*sys.argv[1:])))

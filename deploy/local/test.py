"""`make test`: everything that can run on this machine, and the names of what cannot.

`python3 -m deploy.local.test NAME…` runs the suites of these names alone.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from deploy.local import debian, reports
from deploy.local.install import require_node
from deploy.local.output import PrefixedOutput
from deploy.local.places import LOCAL
from deploy.local.processes import Child
from deploy.local.program import Refusal, run_program
from deploy.local.reports import Tally
from deploy.local.steps import say
from deploy.local.suites import SUITES, Suite

LAST_LINES_SECONDS = 2

# Each suite waits for servers, sockets and clocks much of its time.
AT_ONCE = 2

# They install into the same places.
_installing = threading.Lock()


@dataclass(frozen=True)
class Ran:
    suite: Suite
    tally: Tally
    failures: Sequence[str]
    seconds: float


def main(*names: str) -> int:
    require_node()
    chosen = _chosen(names)
    left_out = [suite for suite in chosen if suite.missing()]
    ran = _run_all([suite for suite in chosen if suite not in left_out])
    say("\nWhat ran")
    for one in ran:
        say(f"  {'FAILED' if one.tally.failed else 'passed'}  {one.suite.name}: {one.tally}, {one.seconds:.0f} s")
        for failure in one.failures:
            say(f"          {failure}")
    _print_left_out(left_out)
    total = sum((one.tally for one in ran), Tally())
    if _nothing_may_be_left_out():
        total += Tally(failed=len(left_out))
    say(f"\n{total.passed} passed, {total.failed} failed")
    return 1 if total.failed else 0


def _chosen(names: Sequence[str]) -> Sequence[Suite]:
    if unknown := set(names) - {suite.name for suite in SUITES}:
        raise Refusal(f"There is no suite called {' or '.join(sorted(unknown))}")
    return [suite for suite in SUITES if not names or suite.name in names]


def _run_all(suites: Sequence[Suite]) -> list[Ran]:
    """AT_ONCE at a time, in their order. An interruption reaches each, because each asks for it while it waits."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(_run, suites))


def _run(suite: Suite) -> Ran:
    say(f"=== {suite.name}")
    began = time.monotonic()
    report = _place_for_report(suite)
    try:
        with _installing:
            suite.install()
        tally, failures = _execute(suite, report)
    except Refusal as refusal:
        say(str(refusal))
        tally, failures = Tally(failed=1), str(refusal).splitlines()
    seconds = time.monotonic() - began
    say(f"=== {suite.name}: {tally}, {seconds:.0f} s")
    return Ran(suite, tally, failures, seconds)


def _place_for_report(suite: Suite) -> Path:
    """Holds nothing of an earlier run."""
    report = LOCAL / "reports" / f"{suite.name.replace(',', '').replace(' ', '-')}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    return report


def _execute(suite: Suite, report: Path) -> tuple[Tally, list[str]]:
    """The result and the failures: the failed tests or, if no test failed but the run did, the end of its output."""
    child = Child(suite.name, suite.command(report), cwd=suite.cwd, env=suite.env(report), output=subprocess.PIPE)
    assert child.process.stdout is not None
    copy = PrefixedOutput(suite.name, child.process.stdout, width=0)
    try:
        exit_code = child.wait()
    finally:
        copy.finish(LAST_LINES_SECONDS)
    failures = reports.failures(report)
    if exit_code != 0 and not failures:
        failures = copy.last_lines()
    return reports.read(report, exit_code=exit_code), failures


def _print_left_out(suites: Sequence[Suite]) -> None:
    if not suites:
        return
    say("Left out, FAILED because REQUIRE_ALL is set" if _nothing_may_be_left_out() else "Left out")
    for suite in suites:
        say(f"  {suite.name}. To get it, on Debian: {debian.advice(suite.missing())}")


def _nothing_may_be_left_out() -> bool:
    return os.environ.get("REQUIRE_ALL", "") not in ("", "0")


if __name__ == "__main__":
    sys.exit(run_program(lambda: main(*sys.argv[1:])))

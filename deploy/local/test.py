"""`make test`: runs every suite that this machine can run, and lists the others.

`python3 -m deploy.local.test NAME…` runs only the suites with these names.
"""

import os
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
from deploy.local.paths import LOCAL
from deploy.local.processes import Child
from deploy.local.program import CommandError, run_program
from deploy.local.reports import Tally
from deploy.local.steps import say
from deploy.local.suites import SUITES, Suite

# Each suite spends much of its time waiting for servers, sockets and clocks.
CONCURRENT_SUITES = 2

# All suites install into the same folders.
_installing = threading.Lock()


@dataclass(frozen=True)
class Result:
    suite: Suite
    tally: Tally
    failures: Sequence[str]
    seconds: float


def main(*names: str) -> int:
    require_node()
    chosen = _chosen(names)
    omitted = [suite for suite in chosen if suite.missing()]
    results = _run_all([suite for suite in chosen if suite not in omitted])
    say("\nWhat ran")
    for result in results:
        outcome = "FAILED" if result.tally.failed else "passed"
        say(f"  {outcome}  {result.suite.name}: {result.tally}, {result.seconds:.0f} s")
        for failure in result.failures:
            say(f"          {failure}")
    total = sum((result.tally for result in results), Tally())
    if omitted:
        required = os.environ.get("REQUIRE_ALL", "") not in ("", "0")
        say("Left out, FAILED because REQUIRE_ALL is set" if required else "Left out")
        for suite in omitted:
            say(f"  {suite.name}. To get it, on Debian: {debian.advice(suite.missing())}")
        total += Tally(failed=len(omitted) if required else 0)
    say(f"\n{total.passed} passed, {total.failed} failed")
    return 1 if total.failed else 0


def _chosen(names: Sequence[str]) -> Sequence[Suite]:
    if unknown := set(names) - {suite.name for suite in SUITES}:
        raise CommandError(f"There is no suite called {' or '.join(sorted(unknown))}")
    return [suite for suite in SUITES if not names or suite.name in names]


def _run_all(suites: Sequence[Suite]) -> list[Result]:
    """In their order. A signal ends all of them, because each checks for it while it waits."""
    with ThreadPoolExecutor(CONCURRENT_SUITES) as threads:
        return list(threads.map(_run, suites))


def _run(suite: Suite) -> Result:
    say(f"=== {suite.name}")
    began = time.monotonic()
    try:
        with _installing:
            suite.install()
        tally, failures = _execute(suite)
    except CommandError as error:
        say(str(error))
        tally, failures = Tally(failed=1), str(error).splitlines()
    seconds = time.monotonic() - began
    say(f"=== {suite.name}: {tally}, {seconds:.0f} s")
    return Result(suite, tally, failures, seconds)


def _execute(suite: Suite) -> tuple[Tally, list[str]]:
    """The result and the failed tests or, if the run failed without a failed test, the end of its output."""
    report = _report(suite)
    child = Child(suite.name, suite.command(report), cwd=suite.cwd, env=suite.env(report))
    output = PrefixedOutput(child)
    try:
        exit_code = child.wait()
    finally:
        output.finish()
    tally, failures = reports.read(report, exit_code=exit_code)
    return tally, failures or (output.last_lines() if exit_code != 0 else [])


def _report(suite: Suite) -> Path:
    """Where the suite writes its report; that of an earlier run is removed."""
    report = LOCAL / "reports" / f"{suite.name.replace(',', '').replace(' ', '-')}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    return report


if __name__ == "__main__":
    sys.exit(run_program(lambda: main(*sys.argv[1:])))

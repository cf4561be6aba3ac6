"""`make test`: runs every suite that this machine can run, and lists the others.

Like CPython's, tests that failed run once more when nothing else is running, because a busy machine is the usual reason
for a test that fails at times. Those that pass then are listed as unstable.

`python3 -m deploy.local.test NAME…` runs only the suites with these names.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from deploy.local import debian, reports
from deploy.local.install import require_node
from deploy.local.output import PrefixedOutput
from deploy.local.paths import LOCAL
from deploy.local.processes import Child, Command
from deploy.local.program import CommandError, run_program
from deploy.local.reports import Tally
from deploy.local.steps import say
from deploy.local.suites import SUITES, Suite

# Each suite spends much of its time waiting for servers, sockets and clocks.
CONCURRENT_SUITES = 2

# More failures have another reason.
MAX_REPEATED = 10

# All suites install into the same folders.
_installing = threading.Lock()


@dataclass(frozen=True)
class Result:
    suite: Suite
    tally: Tally
    failures: Mapping[str, str]  # of tests, by their names
    seconds: float = 0
    unstable: Mapping[str, str] = field(default_factory=dict)  # those that passed when they were repeated
    last_lines: Sequence[str] = ()  # of a run that failed without a failed test


def main(*names: str) -> int:
    require_node()
    chosen = _chosen(names)
    omitted = [suite for suite in chosen if suite.missing()]
    results = [_repeated(result) for result in _run_all([suite for suite in chosen if suite not in omitted])]
    say("\nWhat ran")
    for result in results:
        _report(result)
    total = sum((result.tally for result in results), Tally())
    if omitted:
        required = os.environ.get("REQUIRE_ALL", "") not in ("", "0")
        say("Left out, FAILED because REQUIRE_ALL is set" if required else "Left out")
        for suite in omitted:
            say(f"  {suite.name}. To get it, on Debian: {debian.advice(suite.missing())}")
        total += Tally(failed=len(omitted) if required else 0)
    if not names:
        say("Left to the nightly workflow, and to make databases")
        for suite in SUITES:
            if suite.nightly:
                say(f"  {suite.name}")
    say(f"\n{total.passed} passed, {total.failed} failed")
    return 1 if total.failed else 0


def _report(result: Result) -> None:
    outcome = "FAILED" if result.tally.failed else "passed"
    say(f"  {outcome}  {result.suite.name}: {result.tally}, {result.seconds:.0f} s")
    for name, message in result.failures.items():
        say(f"          {name}: {message}")
    for line in result.last_lines:
        say(f"          {line}")
    for name, message in result.unstable.items():
        say(f"          unstable, passed when it was repeated: {name}: {message}")


def _chosen(names: Sequence[str]) -> Sequence[Suite]:
    if unknown := set(names) - {suite.name for suite in SUITES}:
        raise CommandError(f"There is no suite called {' or '.join(sorted(unknown))}")
    return [suite for suite in SUITES if (suite.name in names if names else not suite.nightly)]


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
        result = _execute(suite)
    except CommandError as error:
        say(str(error))
        result = Result(suite, Tally(failed=1), {}, last_lines=str(error).splitlines())
    result = replace(result, seconds=time.monotonic() - began)
    say(f"=== {suite.name}: {result.tally}, {result.seconds:.0f} s")
    return result


def _execute(suite: Suite) -> Result:
    report = _report_path(suite.name)
    exit_code, last_lines = _execute_command(suite, suite.command, report)
    tally, failures = reports.read(report, exit_code=exit_code)
    return Result(suite, tally, failures, last_lines=[] if failures or exit_code == 0 else last_lines)


def _execute_command(suite: Suite, command: Callable[[Path], Command], report: Path) -> tuple[int, list[str]]:
    """The exit code and the end of the output."""
    child = Child(suite.name, command(report), cwd=suite.cwd, env=suite.env(report))
    output = PrefixedOutput(child)
    try:
        exit_code = child.wait()
    finally:
        output.finish()
    return exit_code, output.last_lines()


def _repeated(result: Result) -> Result:
    """With the tests that passed when they ran once more as unstable ones."""
    suite, failures = result.suite, result.failures
    if not (suite.repeat and 0 < len(failures) <= MAX_REPEATED and reports.can_be_repeated(failures)):
        return result
    say(f"=== {suite.name}, its failed tests once more")
    report = _report_path(f"{suite.name} repeated")
    _execute_command(suite, suite.repeat, report)
    unstable = {name: message for name, message in failures.items() if name in reports.passed(report)}
    failed = {name: message for name, message in failures.items() if name not in unstable}
    tally = result.tally + Tally(passed=len(unstable), failed=-len(unstable))
    return replace(result, tally=tally, failures=failed, unstable=unstable)


def _report_path(name: str) -> Path:
    """Where a suite writes its report; that of an earlier run is removed."""
    report = LOCAL / "reports" / f"{name.replace(',', '').replace(' ', '-')}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    return report


if __name__ == "__main__":
    sys.exit(run_program(lambda: main(*sys.argv[1:])))

"""`make test`: runs every suite that this machine can run, and lists the others.

Like CPython's, tests that failed run once more when nothing else is running, because a busy machine is the usual reason
for a test that fails at times. Those that pass then are listed as unstable.

`python3 -m deploy.local.test NAME…` runs only the suites with these names.
"""

import os
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from deploy.local import debian, reports, suites
from deploy.local.environment import embedded
from deploy.local.install import require_node
from deploy.local.paths import BACKEND, LOCAL
from deploy.local.processes import Child, Command, prefixed
from deploy.local.program import CommandError, run_program
from deploy.local.reports import Outcome
from deploy.local.steps import say
from deploy.local.suites import Suite

# Each suite spends much of its time waiting for servers, sockets and clocks.
CONCURRENT_SUITES = 2

# More failures have another reason.
MAX_REPEATED = 10

# All suites install into the same folders.
_installing = threading.Lock()


@dataclass(frozen=True)
class Result:
    suite: Suite
    outcome: Outcome
    seconds: float = 0
    unstable: Mapping[str, str] = field(default_factory=dict)  # those that passed when they were repeated
    last_lines: Sequence[str] = ()  # of a run that failed without a failed test


def main(*names: str) -> int:
    require_node()
    table = suites.load()
    chosen = _chosen(table, names)
    omitted = {suite.name: missing for suite in chosen if (missing := debian.missing(suite.needs()))}
    with ThreadPoolExecutor(CONCURRENT_SUITES) as threads:  # a signal ends all of them, because each checks for it
        results = list(threads.map(_run, [suite for suite in chosen if suite.name not in omitted]))
    results = [_repeated(result) for result in results]
    say("\nWhat ran")
    for result in results:
        _report(result)
    required = os.environ.get("REQUIRE_ALL", "") not in ("", "0")
    title = "Left out, FAILED because REQUIRE_ALL is set" if required else "Left out"
    _list(title, [f"{name}. To get it, on Debian: {debian.advice(missing)}" for name, missing in omitted.items()])
    if not names:
        _list("Left to the nightly workflow, and to make databases", [suite.name for suite in table if suite.nightly])
    passed = sum(result.outcome.passed for result in results)
    failed = sum(result.outcome.failed for result in results) + len(omitted) * required
    say(f"\n{passed} passed, {failed} failed")
    return 1 if failed else 0


def _chosen(table: Sequence[Suite], names: Sequence[str]) -> Sequence[Suite]:
    if unknown := set(names) - {suite.name for suite in table}:
        raise CommandError(f"There is no suite called {' or '.join(sorted(unknown))}")
    return [suite for suite in table if (suite.name in names if names else not suite.nightly)]


def _list(title: str, lines: Sequence[str]) -> None:
    if lines:
        say("\n  ".join((title, *lines)))


def _report(result: Result) -> None:
    outcome = result.outcome
    lines = [
        *(f"{name}: {message}" for name, message in outcome.failures.items()),
        *result.last_lines,
        *(f"unstable, passed when it was repeated: {name}: {message}" for name, message in result.unstable.items()),
    ]
    verdict = "FAILED" if outcome.failed else "passed"
    say("\n          ".join((f"  {verdict}  {result.suite.name}: {outcome}, {result.seconds:.0f} s", *lines)))


def _run(suite: Suite) -> Result:
    say(f"=== {suite.name}")
    began = time.monotonic()
    result = _installed_and_executed(suite)
    seconds = time.monotonic() - began
    say(f"=== {suite.name}: {result.outcome}, {seconds:.0f} s")
    return replace(result, seconds=seconds)


def _installed_and_executed(suite: Suite) -> Result:
    report = _report_path(suite.name)
    with _installing:
        code, last_lines = _execute(suite, suite.installation(), report) if suite.install else (0, [])
    if code == 0:
        code, last_lines = _execute(suite, suite.command(report), report)
    outcome = reports.read(report, exit_code=code)
    return Result(suite, outcome, last_lines=[] if outcome.failures or not outcome.failed else last_lines)


def _execute(suite: Suite, command: Command, report: Path) -> tuple[int, list[str]]:
    """The exit code and the end of the output."""
    env = embedded(CHROMIUM=debian.find("chromium") or "", PLAYWRIGHT_JUNIT_OUTPUT_FILE=str(report))
    child = Child(suite.name, command, cwd=BACKEND, env=env, write=prefixed(suite.name))
    child.wait()
    return child.process.returncode, list(child.last_lines)


def _repeated(result: Result) -> Result:
    """With the tests that passed when they ran once more as unstable ones."""
    suite, failures = result.suite, result.outcome.failures
    report = _report_path(f"{suite.name} repeated")
    command = suite.repetition(report)
    if not (command and 0 < len(failures) <= MAX_REPEATED and reports.can_be_repeated(failures)):
        return result
    say(f"=== {suite.name}, its failed tests once more")
    code, _ = _execute(suite, command, report)
    passed = reports.read(report, exit_code=code).names
    unstable = {name: message for name, message in failures.items() if name in passed}
    failed = {name: message for name, message in failures.items() if name not in passed}
    outcome = Outcome(result.outcome.passed + len(unstable), len(failed), failed)
    return replace(result, outcome=outcome, unstable=unstable)


def _report_path(name: str) -> Path:
    """Where a suite writes its report; that of an earlier run is removed."""
    report = LOCAL / "reports" / f"{suites.file_name(name)}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    return report


if __name__ == "__main__":
    sys.exit(run_program(lambda: main(*sys.argv[1:])))

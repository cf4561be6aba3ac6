"""`make test`: runs every suite that this machine can run, and lists the others.

Like CPython's, tests that failed run once more when nothing else is running, because a busy machine is the usual reason
for a test that fails at times. Tests that pass the second time are listed as unstable.
"""

import asyncio
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from deploy.local import debian, reports, suites
from deploy.local.install import require_node
from deploy.local.paths import BACKEND, LOCAL
from deploy.local.processes import Child, Command
from deploy.local.program import CommandError, say
from deploy.local.reports import Outcome
from deploy.local.suites import Suite

# Each suite spends much of its time waiting for servers, sockets and clocks.
CONCURRENT_SUITES = 2

# If more tests fail, a busy machine isn't the reason.
MAX_REPEATED = 10


async def main(*names: str) -> int:
    """Runs the suites with these names, or all that aren't left to the nightly workflow."""
    require_node()
    table = suites.load()
    chosen = _chosen(table, names)
    omitted = {suite.name: missing for suite in chosen if (missing := debian.missing(suite.needs()))}
    runnable = [suite for suite in chosen if suite.name not in omitted]
    turns, installing = asyncio.Semaphore(CONCURRENT_SUITES), asyncio.Lock()  # all install into the same folders
    outcomes = await asyncio.gather(*(_run(suite, turns, installing) for suite in runnable))
    outcomes = [await _repeated(suite, outcome) for suite, outcome in zip(runnable, outcomes, strict=True)]
    _list("\nWhat ran", list(map(_described, runnable, outcomes)))
    required = os.environ.get("REQUIRE_ALL", "") not in ("", "0")
    title = "Left out, FAILED because REQUIRE_ALL is set" if required else "Left out"
    _list(title, [f"{name}. To get it, on Debian: {debian.advice(missing)}" for name, missing in omitted.items()])
    if not names:
        _list("Left to the nightly workflow, and to make databases", [suite.name for suite in table if suite.nightly])
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes) + len(omitted) * required
    say(f"\n{passed} passed, {failed} failed")
    return 1 if failed else 0


def _chosen(table: Sequence[Suite], names: Sequence[str]) -> Sequence[Suite]:
    if unknown := set(names) - {suite.name for suite in table}:
        raise CommandError(f"There is no suite called {' or '.join(sorted(unknown))}")
    return [suite for suite in table if (suite.name in names if names else not suite.nightly)]


def _list(title: str, lines: Sequence[str]) -> None:
    if lines:
        say("\n  ".join((title, *lines)))


def _described(suite: Suite, outcome: Outcome) -> str:
    lines = [f"{name}: {message}" for name, message in outcome.failures.items()]
    if outcome.failed and not lines:
        lines += outcome.last_lines
    lines += [f"unstable, passed when it was repeated: {name}: {text}" for name, text in outcome.unstable.items()]
    verdict = "FAILED" if outcome.failed else "passed"
    return "\n          ".join((f"{verdict}  {suite.name}: {outcome}, {outcome.seconds:.0f} s", *lines))


async def _run(suite: Suite, turns: asyncio.Semaphore, installing: asyncio.Lock) -> Outcome:
    async with turns:
        say(f"=== {suite.name}")
        began = time.monotonic()
        report = _report_path(suite.name)
        async with installing:
            code, last_lines = await _execute(suite, suite.installation(), report) if suite.install else (0, [])
        if code == 0:
            code, last_lines = await _execute(suite, suite.command(report), report)
        outcome = reports.read(report, exit_code=code)
        say(f"=== {suite.name}: {outcome}, {time.monotonic() - began:.0f} s")
        return replace(outcome, seconds=time.monotonic() - began, last_lines=last_lines)


async def _execute(suite: Suite, command: Command, report: Path) -> tuple[int | None, Sequence[str]]:
    """The exit code and the end of the output."""
    env = {"CHROMIUM": debian.find("chromium") or "", "PLAYWRIGHT_JUNIT_OUTPUT_FILE": str(report)}
    async with Child(suite.name, command, BACKEND, env) as child:
        return await child.wait(), list(child.last_lines)


async def _repeated(suite: Suite, outcome: Outcome) -> Outcome:
    """Merges both runs: tests that failed and then passed are unstable."""
    report = _report_path(f"{suite.name} repeated")
    command = suite.repetition(report)
    if not (command and 0 < len(outcome.failures) <= MAX_REPEATED and outcome.can_be_repeated()):
        return outcome
    say(f"=== {suite.name}, its failed tests once more")
    code, _ = await _execute(suite, command, report)
    passed = reports.read(report, exit_code=code).names
    unstable = {name: message for name, message in outcome.failures.items() if name in passed}
    failures = {name: message for name, message in outcome.failures.items() if name not in passed}
    total = outcome.passed + len(unstable)
    return replace(outcome, passed=total, failed=len(failures), failures=failures, unstable=unstable)


def _report_path(name: str) -> Path:
    """Where a suite writes its report; that of an earlier run is removed."""
    report = LOCAL / "reports" / f"{suites.file_name(name)}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    return report

"""`make test` counts tests, lists omitted suites, and fails if a test fails or a required suite is omitted."""

import asyncio
import os
import shlex
import signal
import subprocess
import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from deploy.local import debian, reports, test
from deploy.local import suites as table
from deploy.local.paths import ROOT
from deploy.local.program import CommandError
from deploy.local.suites import Suite

REPORT = """<testsuites><testsuite tests="4">
<testcase name="a"/><testcase name="b"><skipped message="no time"/></testcase>
<testcase name="c"><failure/></testcase><testcase name="d"><error/></testcase>
</testsuite></testsuites>"""


def test_a_report_is_counted_by_its_cases_and_nothing_may_be_skipped(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT)
    outcome = reports.read(tmp_path / "report.xml", exit_code=0)
    assert (outcome.passed, outcome.failed) == (1, 3)
    assert outcome.failures == {"b": "skipped no time", "c": "", "d": ""}


@pytest.mark.parametrize("text", [None, "", "<testsuites/>"])
@pytest.mark.parametrize("exit_code", [0, 2])
def test_a_run_without_a_test_or_a_report_is_a_failure(tmp_path: Path, text: str | None, exit_code: int) -> None:
    if text is not None:
        (tmp_path / "report.xml").write_text(text)
    assert reports.read(tmp_path / "report.xml", exit_code=exit_code) == reports.Outcome(failed=1)


def suite(name: str, code: str, again: str = "", packages: tuple[str, ...] = ()) -> Suite:
    """A suite that runs `code`, or the other code to repeat failed tests, with the report as an argument."""
    both = f"import sys; exec({again!r} if sys.argv[2:] else {code!r})"
    run = shlex.join([sys.executable, "-c", both, "{report}"])
    return Suite(name=name, run=run, repeat="again" if again else "", packages=packages)


PASSING = "import sys; open(sys.argv[1], 'w').write('<testsuite><testcase/><testcase/></testsuite>')"


@pytest.fixture
def suites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Suite]:
    """One that passes, and one whose package is missing."""
    monkeypatch.setattr(test, "LOCAL", tmp_path)
    monkeypatch.delenv("REQUIRE_ALL", raising=False)
    monkeypatch.setitem(debian.SHOWN_BY, "chromium", ())
    both = [suite("first", PASSING), suite("second", PASSING, packages=("chromium",))]
    monkeypatch.setattr(table, "load", lambda: both)
    return both


def last_line(capfd: pytest.CaptureFixture[str]) -> str:
    return capfd.readouterr().out.splitlines()[-1]


@pytest.mark.usefixtures("suites")
def test_omitted_suites_are_named_with_the_way_to_get_them(capfd: pytest.CaptureFixture[str]) -> None:
    assert asyncio.run(test.main()) == 0
    assert "second. To get it, on Debian: sudo apt-get install chromium" in capfd.readouterr().out


@pytest.mark.usefixtures("suites")
def test_the_last_line_counts_the_tests(capfd: pytest.CaptureFixture[str]) -> None:
    assert asyncio.run(test.main()) == 0
    assert last_line(capfd) == "2 passed, 0 failed"


@pytest.mark.usefixtures("suites")
def test_leaving_out_fails_when_everything_is_required(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REQUIRE_ALL", "1")
    assert asyncio.run(test.main()) == 1
    assert last_line(capfd) == "2 passed, 1 failed"


def test_a_failing_suite_fails_the_run_and_the_others_still_run(
    suites: list[Suite], capfd: pytest.CaptureFixture[str]
) -> None:
    suites.insert(0, suite("broken", "raise SystemExit(3)"))
    assert asyncio.run(test.main()) == 1
    assert last_line(capfd) == "2 passed, 1 failed"


def test_a_failed_test_is_named_with_what_it_said(suites: list[Suite], capfd: pytest.CaptureFixture[str]) -> None:
    """Failures are in the summary, so that nobody has to search the mixed output of two suites."""
    failed = "<testcase classname='tests.odd' name='test_843'><failure message='it&#10;won'/></testcase>"
    code = f"import sys; open(sys.argv[1], 'w').write('<testsuite>' + {failed!r} + '</testsuite>'); raise SystemExit(1)"
    suites.insert(0, suite("broken", code))
    assert asyncio.run(test.main()) == 1
    output = capfd.readouterr().out.split("What ran")[1].splitlines()
    assert output[2].strip() == "tests.odd > test_843: it won"


def written(*cases: str) -> str:
    """A program that writes a report with these cases."""
    failed = int(any("<failure" in case or "<error" in case for case in cases))
    report = f"<testsuite>{''.join(cases)}</testsuite>"
    return f"import sys; open(sys.argv[1], 'w').write({report!r}); raise SystemExit({failed})"


SOUND, ONE = "<testcase name='sound'/>", "<testcase name='one'/>"
ONE_FAILED = "<testcase name='one'><failure message='late'/></testcase>"
SKIPPED = "<testcase name='one'><skipped/></testcase>"
TWO_FAILED = "<testcase name='two'><failure message='wrong'/></testcase>"
LEAK = "<testcase name='one'><error message='failed on teardown with &quot;leaked&quot;'/></testcase>"


def test_failed_tests_run_once_more_and_those_that_pass_are_listed(
    suites: list[Suite], capfd: pytest.CaptureFixture[str]
) -> None:
    suites.insert(0, suite("unsettled", written(SOUND, ONE_FAILED, TWO_FAILED), written(ONE, TWO_FAILED)))
    assert asyncio.run(test.main()) == 1
    summary = [line.strip() for line in capfd.readouterr().out.split("What ran")[1].splitlines()]
    assert summary[1].startswith("FAILED  unsettled: 2 passed, 1 failed")
    assert summary[2:4] == ["two: wrong", "unstable, passed when it was repeated: one: late"]
    assert summary[-1] == "4 passed, 1 failed"


def test_a_run_with_only_unstable_tests_passes(suites: list[Suite]) -> None:
    suites.insert(0, suite("unsettled", written(SOUND, ONE_FAILED), written(ONE)))
    assert asyncio.run(test.main()) == 0


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (written(SOUND, ONE_FAILED), written()),  # the test wasn't found again
        (written(SOUND, SKIPPED), written()),
        (written(SOUND, LEAK), written(ONE)),
        (written(*(f"<testcase name='{number}'><failure/></testcase>" for number in range(11))), written(ONE)),
        (f"{PASSING}; raise SystemExit(1)", written(ONE)),  # the run failed, but no test did
    ],
)
def test_what_a_repetition_cannot_show_remains_a_failure(suites: list[Suite], first: str, again: str) -> None:
    suites.insert(0, suite("unsettled", first, again))
    assert asyncio.run(test.main()) == 1


def test_a_failure_outside_of_any_test_is_explained_by_the_end_of_the_output(
    suites: list[Suite], capfd: pytest.CaptureFixture[str]
) -> None:
    """Such as an unhandled error in Vitest: all tests pass, and the run fails."""
    lines = [*(f"line {number}" for number in range(100)), "", "Error: window is not defined"]
    suites.insert(0, suite("broken", f"{PASSING}; print({chr(10).join(lines)!r}); raise SystemExit(1)"))
    assert asyncio.run(test.main()) == 1
    summary = [line.strip() for line in capfd.readouterr().out.split("What ran")[1].splitlines()]
    assert summary[1].startswith("FAILED  broken: 2 passed, 1 failed")
    assert summary[2:42] == [*(f"line {number}" for number in range(61, 100)), "Error: window is not defined"]
    assert summary[42].startswith("passed  first")


def test_a_failed_installation_is_explained_in_the_summary(
    suites: list[Suite], capfd: pytest.CaptureFixture[str]
) -> None:
    suites.insert(0, replace(suite("broken", PASSING), install=["no-such-target"]))
    assert asyncio.run(test.main()) == 1
    summary = [line.strip() for line in capfd.readouterr().out.split("What ran")[1].splitlines()]
    assert summary[1].startswith("FAILED  broken: 0 passed, 1 failed")
    assert summary[2].endswith("*** No rule to make target 'no-such-target'.  Stop.")  # make[1] below another make


def test_named_suites_run_alone(suites: list[Suite], capfd: pytest.CaptureFixture[str]) -> None:
    suites.insert(0, suite("broken", "raise SystemExit(3)"))
    assert asyncio.run(test.main("first")) == 0
    assert last_line(capfd) == "2 passed, 0 failed"


@pytest.mark.usefixtures("suites")
def test_a_name_of_no_suite_is_refused() -> None:
    with pytest.raises(CommandError, match="no suite called third"):
        asyncio.run(test.main("first", "third"))


def test_two_suites_run_at_the_same_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each passes only once the other is running too."""
    meeting = (
        f"{PASSING}; import pathlib, time; pathlib.Path(sys.argv[1]).with_suffix('.here').touch()\n"
        "while len(list(pathlib.Path(sys.argv[1]).parent.glob('*.here'))) < 2: time.sleep(0.01)"
    )
    monkeypatch.setattr(test, "LOCAL", tmp_path)
    monkeypatch.setattr(table, "load", lambda: [suite(name, meeting) for name in ("first", "second")])
    assert asyncio.run(test.main()) == 0


def test_every_line_names_its_suite(suites: list[Suite], capfd: pytest.CaptureFixture[str]) -> None:
    suites.insert(0, suite("talkative", f"{PASSING}; print('one'); print('two', end='')"))
    assert asyncio.run(test.main()) == 0
    lines = capfd.readouterr().out.splitlines()
    assert "talkative | one" in lines
    assert "talkative | two" in lines


TWO_SLEEPERS = """
import sys
from pathlib import Path
from deploy.local import suites, test
from deploy.local.program import run_program
from deploy.local.tests.test_test import suite
test.LOCAL = Path(sys.argv[1])
code = "import os, time; print('pid', os.getpid(), flush=True); time.sleep(300)"
suites.load = lambda: [suite(name, code) for name in ("first", "second")]
sys.exit(run_program(test.main()))
"""


def test_an_interruption_ends_every_suite(tmp_path: Path) -> None:
    command = [sys.executable, "-c", TWO_SLEEPERS, str(tmp_path)]
    environment = {name: value for name, value in os.environ.items() if name != "MAKELEVEL"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        pids = [int(line.split()[-1]) for line in islice((line for line in program.stdout if "pid" in line), 2)]
        program.send_signal(signal.SIGINT)
        assert program.wait(60) == 130
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]

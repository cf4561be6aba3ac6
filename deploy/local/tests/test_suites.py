"""`suites.toml` defines the commands of all suites."""

import re
from pathlib import Path

from deploy.local import debian, suites
from deploy.local.paths import BACKEND, LOCAL, PYTHON, ROOT
from deploy.local.suites import Suite

REPORT = Path("/reports/one.xml")
PYTEST = [str(PYTHON), "-m", "pytest", f"--override-ini=cache_dir={LOCAL}/pytest/one-two", f"--junitxml={REPORT}"]
FAILED = ["--last-failed", "--last-failed-no-failures=none"]
SERVICES = [str(PYTHON), "-m", "tests.services", "--fast", "--redis", "redis-8", "--"]


def test_workers_are_for_the_first_run_only() -> None:
    suite = Suite(name="one, two", pytest="tests -k 'a or b'", workers=2, coverage=True)
    once = [*PYTEST, "tests", "-k", "a or b"]
    assert suite.command(REPORT) == [*once, "--cov", "--cov-report=", "-p", "xdist", "--numprocesses=2"]
    assert suite.repetition(REPORT) == [*once, *FAILED]


def test_each_worker_has_services_of_its_own() -> None:
    suite = Suite(name="one, two", pytest="tests", services="--redis redis-8", workers=2)
    worker = f"--tx=2*popen//python={PYTHON} -m tests.services --fast --redis redis-8 -- {PYTHON}"
    assert suite.command(REPORT) == [*PYTEST, "tests", "-p", "xdist", "--dist=load", worker]
    assert suite.repetition(REPORT) == [*SERVICES, *PYTEST, "tests", *FAILED]


def test_one_process_runs_within_the_services() -> None:
    suite = Suite(name="one, two", pytest="tests", services="--redis redis-8")
    assert suite.command(REPORT) == [*SERVICES, *PYTEST, "tests"]


def test_another_command_gets_the_path_of_its_report() -> None:
    suite = Suite(name="one", run="npm test -- --file={report}", services="--redis redis-8")
    assert suite.command(REPORT) == [*SERVICES, "npm", "test", "--", f"--file={REPORT}"]
    assert suite.repetition(REPORT) == []


def test_every_suite_has_a_name_of_its_own() -> None:
    table = suites.load()
    assert len({suites.file_name(suite.name) for suite in table}) == len(table)


def test_a_suite_needs_its_services_and_what_mysqlclient_is_built_with() -> None:
    suite = Suite(name="one", services="--redis redis-8", install=["production-packages"], packages=["faketime"])
    assert suite.needs() == ["mariadb-server", "redis-server", *suites.HEADERS, "faketime"]


def test_every_package_that_is_looked_for_is_needed() -> None:
    needed = {package for suite in suites.load() for package in suite.needs()}
    assert set(debian.SHOWN_BY) - {*needed, *debian.OF_CHECKS} == set()


def test_every_path_of_a_suite_exists() -> None:
    words = [word for suite in suites.load() for word in re.split(r"[\s=]+", suite.pytest)]
    paths = [word for word in words if word.startswith(("tests/", "../"))]
    assert len(paths) > 20
    assert [path for path in paths if not (BACKEND / path).exists()] == []


def test_make_databases_and_the_nightly_workflow_run_the_nightly_suites() -> None:
    nightly = [suite.name for suite in suites.load() if suite.nightly]
    assert len(nightly) == 2
    workflow = (ROOT / ".github" / "workflows" / "nightly.yml").read_text()
    assert re.findall(r"^ +- (backend, .*)$", workflow, re.MULTILINE) == nightly
    assert f'"{nightly[0]}" "{nightly[1]}"' in (ROOT / "Makefile").read_text()

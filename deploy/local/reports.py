"""Reads JUnit reports, the format that pytest, Vitest and Playwright share."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

MESSAGE_CHARACTERS = 300


@dataclass(frozen=True)
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def read(report: Path, *, exit_code: int) -> tuple[Tally, dict[str, str]]:
    """The result, and the start of the message of each failed test.

    A run that failed without a failed test, or whose report is missing or invalid, counts as one failure.
    """
    cases = _cases(report)
    if cases is None:
        return Tally(failed=1), {}
    failures = {_name(case): _message(fault) for case in cases if (fault := _fault(case)) is not None}
    skipped = sum(case.find("skipped") is not None for case in cases)
    failed = len(failures) or int(exit_code != 0)
    return Tally(len(cases) - len(failures) - skipped, failed, skipped), failures


def passed(report: Path) -> set[str]:
    """The names of the tests that passed."""
    cases = _cases(report) or []
    unsuccessful = {_name(case) for case in cases if _fault(case) is not None or case.find("skipped") is not None}
    return {_name(case) for case in cases} - unsuccessful


def can_be_repeated(failures: Mapping[str, str]) -> bool:
    """What is checked at the end of all tests, such as leaked secrets, can't be checked by repeating the last one."""
    return not any(message.startswith("failed on teardown") for message in failures.values())


def _cases(report: Path) -> list[ET.Element] | None:
    try:
        return list(ET.parse(report).iter("testcase"))
    except (FileNotFoundError, ET.ParseError):
        return None


def _name(case: ET.Element) -> str:
    return " > ".join(filter(None, (case.get("classname"), case.get("name"))))


def _message(fault: ET.Element) -> str:
    return " ".join((fault.get("message") or fault.text or "").split())[:MESSAGE_CHARACTERS]


def _fault(case: ET.Element) -> ET.Element | None:
    failure = case.find("failure")
    return case.find("error") if failure is None else failure

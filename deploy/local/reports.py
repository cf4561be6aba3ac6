"""What a test run did, read from its JUnit report: the one format that pytest, Vitest and Playwright share."""

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


def read(report: Path, *, exit_code: int) -> Tally:
    """A run that failed without a failed test, or wrote no report, counts as one failure."""
    tally = _count(report) if report.exists() else Tally(failed=1)
    if exit_code != 0 and tally.failed == 0:
        tally += Tally(failed=1)
    return tally


def failures(report: Path) -> list[str]:
    """Each failed test with the beginning of what it said, one line each; none of a report that cannot be read."""
    try:
        cases = list(ET.parse(report).iter("testcase"))
    except (FileNotFoundError, ET.ParseError):
        return []
    return [f"{_name(case)}: {_message(fault)}" for case in cases if (fault := _fault(case)) is not None]


def _name(case: ET.Element) -> str:
    return " > ".join(filter(None, (case.get("classname"), case.get("name"))))


def _message(fault: ET.Element) -> str:
    words = " ".join((fault.get("message") or fault.text or "").split())
    return words[:MESSAGE_CHARACTERS]


def _fault(case: ET.Element) -> ET.Element | None:
    failure = case.find("failure")
    return case.find("error") if failure is None else failure


def _count(report: Path) -> Tally:
    try:
        cases = list(ET.parse(report).iter("testcase"))
    except ET.ParseError:
        return Tally(failed=1)
    failed = sum(_fault(case) is not None for case in cases)
    skipped = sum(case.find("skipped") is not None for case in cases)
    return Tally(passed=len(cases) - failed - skipped, failed=failed, skipped=skipped)

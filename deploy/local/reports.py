"""Reads JUnit reports, the format that pytest, Vitest and Playwright share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

MESSAGE_CHARACTERS = 300


@dataclass(frozen=True)
class Outcome:
    """`failures` has the start of the message of each failed test. A run can also fail without one."""

    passed: int = 0
    failed: int = 0
    failures: Mapping[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()  # of the tests that passed

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed"


def read(report: Path, *, exit_code: int) -> Outcome:
    """A skipped test has failed, and so has a run without a test or without a valid report."""
    try:
        cases = list(ET.parse(report).iter("testcase"))
    except (FileNotFoundError, ET.ParseError):
        cases = []
    passed = [_name(case) for case in cases if _fault(case) is None]
    failures = {_name(case): _message(fault) for case in cases if (fault := _fault(case)) is not None}
    failed = len(failures) or int(exit_code != 0 or not cases)
    return Outcome(len(passed), failed, failures, frozenset(passed) - failures.keys())


def can_be_repeated(failures: Mapping[str, str]) -> bool:
    """What is checked at the end of all tests, such as leaked secrets, can't be checked by repeating the last one."""
    return not any(message.startswith("failed on teardown") for message in failures.values())


def _name(case: ET.Element) -> str:
    return " > ".join(filter(None, (case.get("classname"), case.get("name"))))


def _message(fault: ET.Element) -> str:
    words = [*(["skipped"] * (fault.tag == "skipped")), *(fault.get("message") or fault.text or "").split()]
    return " ".join(words)[:MESSAGE_CHARACTERS]


def _fault(case: ET.Element) -> ET.Element | None:
    return next((fault for tag in ("failure", "error", "skipped") if (fault := case.find(tag)) is not None), None)

"""Reads JUnit reports, the format that pytest, Vitest and Playwright share."""

from collections.abc import Mapping, Sequence
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
    names: frozenset[str] = frozenset()  # the names of the tests that passed
    unstable: Mapping[str, str] = field(default_factory=dict)  # the tests that passed only when they were repeated
    seconds: float = 0
    last_lines: Sequence[str] = ()

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed"

    def can_be_repeated(self) -> bool:
        """Checks after the last test, such as for leaked secrets, can't be repeated with that test alone."""
        return not any(message.startswith("failed on teardown") for message in self.failures.values())


def read(report: Path, *, exit_code: int | None) -> Outcome:
    """A skipped test has failed, and so has a run without a test or without a valid report."""
    try:
        cases = list(ET.parse(report).iter("testcase"))
    except (FileNotFoundError, ET.ParseError):
        cases = []
    messages = [(_name(case), _message(case)) for case in cases]
    passed = [name for name, message in messages if message is None]
    failures = {name: message for name, message in messages if message is not None}
    failed = len(failures) or int(exit_code != 0 or not cases)
    return Outcome(len(passed), failed, failures, frozenset(passed) - failures.keys())


def _name(case: ET.Element) -> str:
    return " > ".join(filter(None, (case.get("classname"), case.get("name"))))


def _message(case: ET.Element) -> str | None:
    """None if the test passed."""
    for fault in filter(lambda child: child.tag in ("failure", "error", "skipped"), case):
        words = (fault.get("message") or fault.text or "").split()
        return " ".join(["skipped"] * (fault.tag == "skipped") + words)[:MESSAGE_CHARACTERS]
    return None

"""Every result once and in order, behind a faulty proxy, while servers restart and Redis is flushed.

`make client-faults` does the same for longer.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from conformance.clients import Command, python_client, typescript_client
from conformance.faults.run import run

PLAYS, RESTARTS = 150, 2


@pytest.mark.parametrize("language", ["python", "typescript"])
def test_every_result_arrives_once_and_in_order(language: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    command = _typescript(request) if language == "typescript" else python_client()
    report = asyncio.run(run(language, command, tmp_path, plays=PLAYS, restarts=RESTARTS, progress=lambda _: None))
    assert report.differences() == []


def _typescript(request: pytest.FixtureRequest) -> Command:
    return typescript_client(request.getfixturevalue("compiled"))

"""deploy/compose/reload.py restarts its command when code changes. Needs no Docker daemon."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.compose import reload
from deploy.compose.tests.stack import ROOT

HANGS_SECONDS = 60
# Adds a line to a file at each start, and then runs until it is stopped.
COMMAND = [sys.executable, "-c", "import time; open('starts', 'a').write('start\\n'); time.sleep(600)"]


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "game").mkdir()
    (tmp_path / "game" / "rules.py").touch()
    (tmp_path / ".venv" / "lib").mkdir(parents=True)
    (tmp_path / ".venv" / "lib" / "library.py").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def running(code: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, ROOT / "deploy/compose/reload.py", *COMMAND], cwd=code)
    yield process
    process.kill()
    process.wait()


def wait_for_starts(code: Path, count: int) -> None:
    deadline = time.monotonic() + HANGS_SECONDS
    starts = code / "starts"
    while not starts.exists() or len(starts.read_text().splitlines()) < count:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_command_restarts_when_code_changes(code: Path, running: subprocess.Popen[bytes]) -> None:
    wait_for_starts(code, 1)
    (code / "game" / "rules.py").write_text("PRIZE = 1")
    wait_for_starts(code, 2)
    (code / "game" / "new.py").touch()
    wait_for_starts(code, 3)

    running.send_signal(signal.SIGTERM)
    assert running.wait(HANGS_SECONDS) == 0


def test_installed_packages_are_not_looked_at(code: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    visited: list[str] = []
    scandir = os.scandir

    def counted(folder: str) -> object:
        visited.append(str(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", counted)

    assert list(reload.stamps()) == [Path("game/rules.py")]
    assert visited == [".", "./game"]


def test_a_file_that_vanishes_while_it_is_read_is_no_failure(code: Path) -> None:
    """Like the temporary file of an editor."""
    (code / "game" / "gone.py").symlink_to("nothing")

    assert list(reload.stamps()) == [Path("game/rules.py")]

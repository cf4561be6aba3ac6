"""Missing requirements are reported in one sentence, before anything happens."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local.install import require_node
from deploy.local.paths import ROOT
from deploy.local.program import CommandError


def test_an_old_python_is_refused() -> None:
    code = "import sys; sys.version_info = (3, 10, 9); import deploy.local.run"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("NumberPlay needs Python 3.11 or newer")
    assert len(done.stderr.splitlines()) == 1


def fake_node(place: Path, version: str) -> None:
    for name in ("node", "npm"):
        program = place / name
        program.write_text(f"#!/bin/sh\necho {version}\n")
        program.chmod(0o755)


@pytest.mark.parametrize("version", ["v18.20.4", "v20.8.1", "strange"])
def test_an_old_node_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    fake_node(tmp_path, version)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(CommandError, match=rf"needs Node 20\.9 or newer, with npm; .* is {version}"):
        require_node()


@pytest.mark.parametrize("version", ["v20.9.0", "v24.0.0"])
def test_a_recent_node_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    fake_node(tmp_path, version)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert require_node() == version


def test_no_node_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="there is no node on the search path"):
        require_node()

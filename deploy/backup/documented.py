"""Runs the commands that docs/recovery.md gives to operators."""

from __future__ import annotations

import contextlib
import re
import subprocess
from pathlib import Path

from installation import Installation
from tests.services.server import Server

ROOT = Path(__file__).resolve().parents[2]
SETTING = re.compile(r"(export )?\w+=")


def commands(heading: str) -> list[str]:
    """The lines of the first block under the heading, without those that set variables."""
    section = (ROOT / "docs/recovery.md").read_text().split(f"## {heading}\n", 1)[1]
    block = section.split("```sh\n", 1)[1].split("```", 1)[0]
    return [line for line in block.splitlines() if not SETTING.match(line)]


def follow(site: Installation, server: Server, heading: str, **variables: str) -> str:
    """Runs the commands; `systemctl` stops and starts this server. Returns the last output."""
    output = ""
    for command in commands(heading):
        if command.startswith("systemctl stop"):
            stop(server)
        elif command.startswith("systemctl start"):
            server.start()
        else:
            output = run(site, command, **variables)
    return output


def run(site: Installation, command: str, **variables: str) -> str:
    line = ["bash", "-euo", "pipefail", "-c", command]
    done = subprocess.run(line, cwd=ROOT, env=site.variables(**variables), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def stop(server: Server) -> None:
    with contextlib.suppress(RuntimeError):  # it isn't running
        server.stop()

"""Where the CPU time of a play goes: time with the interpreter lock, by part of the work and by function."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks import players
from benchmarks.load import load
from benchmarks.pace import Pace
from benchmarks.peers.rounds import HTTP_PLAYERS
from benchmarks.progress import say
from benchmarks.system import System, tree

SAMPLES_PER_SECOND = 200
WORTH_A_LINE = 3.0  # percent

# The innermost frame listed here determines the part of a sample.
PARTS = {
    "record (core/middleware/request_log.py)": "log line and metrics",
    "plays_stored (game/events.py)": "publishing: cache and hint",
    "play_all (game/services.py)": "lock, statements, commit",
    "_admitted (config/processes/play_groups.py)": "token, session and limit",
    "execute (config/processes/play_groups.py)": "the rest of the group",
    "plain_play (config/processes/play_requests.py)": "request: fields and body",
    "take (core/http/request_reader.py)": "request: bytes",
    "_respond (config/processes/play_worker.py)": "response",
    "__call__ (django/core/handlers/wsgi.py)": "Django",
}
QUIET: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
_LINE = re.compile(r":\d+\)")
SERVER = "server: HTTP and threads"


def measure(system: System, pace: Pace) -> dict[str, Any]:
    people = players.create(HTTP_PLAYERS)
    with system.http() as program, tempfile.NamedTemporaryFile("r", prefix="numberplay-profile-") as stacks:
        load(program.url, people, seconds=2)
        worker = tree(program.pid)[1]
        sampler = subprocess.Popen(_sampler(worker, pace.profile_seconds, stacks.name), **QUIET)
        load(program.url, people, seconds=pace.profile_seconds + 2)
        if sampler.wait():
            raise RuntimeError("py-spy may not look at the worker: run as root, or allow ptrace")
        found = _counted(stacks.read().splitlines())
    say(f"{found['samples']} samples of a worker")
    return found


def _sampler(pid: int, seconds: int, into: str) -> list[str]:
    """Doesn't stop the worker, because samples would then mostly show where it waits."""
    words = ["record", "--gil", "--nonblocking", "--format", "raw", "--rate", str(SAMPLES_PER_SECOND)]
    program = str(Path(sys.executable).with_name("py-spy"))
    return [program, *words, "--duration", str(seconds), "--output", into, "--pid", str(pid)]


def _counted(lines: list[str]) -> dict[str, Any]:
    parts, functions = Counter[str](), Counter[str]()
    for line in lines:
        stack, _, count = line.rpartition(" ")
        frames = _LINE.sub(")", stack).split(";")
        parts[_part_of(frames)] += int(count)
        functions[frames[-1]] += int(count)
    total = parts.total()
    return {
        "samples": total,
        "parts": {name: round(100 * parts[name] / total, 1) for name in (*PARTS.values(), SERVER)},
        "functions": {
            name: round(100 * count / total, 1)
            for name, count in functions.most_common()
            if 100 * count / total >= WORTH_A_LINE
        },
    }


def _part_of(frames: list[str]) -> str:
    """The name of a method's frame is prefixed with its class."""
    for frame in reversed(frames):
        for marker, part in PARTS.items():
            if frame == marker or frame.endswith(f".{marker}"):
                return part
    return SERVER

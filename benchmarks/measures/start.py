"""Measures how long `make run` takes to be ready if everything is already installed and built."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.figures import spread
from benchmarks.pace import Pace
from benchmarks.progress import say
from benchmarks.system import ROOT, System
from tests.services.binaries import find
from tests.services.ports import free_port

READY = "NumberPlay is ready"
SELECTORS = ("DATABASE_URL", "REDIS_URL", "DJANGO_ENV", "DJANGO_SETTINGS_MODULE")


def measure(_: System, pace: Pace) -> dict[str, Any]:
    """Uses the embedded services, like a new user. The first start isn't counted, because it installs and builds."""
    _seconds_until_ready()
    seconds = [_seconds_until_ready() for _ in range(pace.rounds)]
    say(f"make run: {seconds}")
    return {"seconds": spread(seconds)}


def _seconds_until_ready() -> float:
    began = time.perf_counter()
    with _make_run() as process:
        assert process.stdout is not None
        for line in process.stdout:
            if READY in line:
                return time.perf_counter() - began
    raise RuntimeError("make run ended before it was ready")


@contextmanager
def _make_run() -> Iterator[subprocess.Popen[str]]:
    inherited = {name: value for name, value in os.environ.items() if name not in SELECTORS}
    env = {**inherited, "BACKEND_PORT": str(free_port()), "FRONTEND_PORT": str(free_port())}
    process = subprocess.Popen(
        [find("make", package="make"), "run"],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()  # background jobs of a shell ignore Ctrl-C
        process.communicate(timeout=30)

"""The heartbeat files that the health checks of the containers read."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from celery.signals import heartbeat_sent

from config.celery import app
from config.processes import heartbeat
from config.processes.beat import Scheduler

BACKEND = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return tmp_path


def exit_code(role: str) -> int:
    return subprocess.run(
        [sys.executable, "-m", "config.processes.heartbeat", role], cwd=BACKEND, check=False
    ).returncode


def test_a_missing_heartbeat_is_not_fresh() -> None:
    assert exit_code(heartbeat.WORKER) == 1


def test_a_worker_that_says_so_is_alive() -> None:
    heartbeat_sent.send(sender=None)

    assert exit_code(heartbeat.WORKER) == 0
    assert exit_code(heartbeat.BEAT) == 1


@pytest.mark.parametrize(
    "seconds",
    [pytest.param(-heartbeat.STALE_SECONDS - 5, id="silent"), pytest.param(3600, id="of the run before")],
)
def test_a_worker_that_spoke_at_another_time_is_not(seconds: float) -> None:
    heartbeat_sent.send(sender=None)
    then = time.monotonic() + seconds
    os.utime(heartbeat.path(heartbeat.WORKER), (then, then))

    assert exit_code(heartbeat.WORKER) == 1


@pytest.mark.parametrize("step", [-3600, 3600])
def test_a_clock_that_is_set_makes_no_worker_dead_or_alive(step: float, monkeypatch: pytest.MonkeyPatch) -> None:
    heartbeat_sent.send(sender=None)
    wall = time.time() + step
    monkeypatch.setattr(time, "time", lambda: wall)

    assert heartbeat.is_fresh(heartbeat.WORKER, now=time.monotonic())
    assert not heartbeat.is_fresh(heartbeat.WORKER, now=time.monotonic() + heartbeat.STALE_SECONDS + 5)


def test_each_tick_of_beat_is_a_sign_of_life_and_soon_followed_by_the_next() -> None:
    scheduler = Scheduler(app, lazy=True, schedule={})

    seconds_to_the_next = scheduler.tick()

    assert exit_code(heartbeat.BEAT) == 0
    assert seconds_to_the_next <= heartbeat.BEAT_TICK_SECONDS < heartbeat.STALE_SECONDS / 2


def test_beat_starts_with_that_scheduler() -> None:
    assert app.conf.beat_scheduler == "config.processes.beat:Scheduler"

"""gunicorn processes that have been killed, or whose clock is wrong."""

from __future__ import annotations

import os
import signal
from contextlib import suppress

from following import Drill, Steps
from system import System
from tests.processes.programs import Program
from tests.processes.shifted import shifted

AHEAD_SECONDS = 90


def kill(instance: Program) -> None:
    """Kills the worker processes too, as when a container ends. Alone, they would serve for another half minute."""
    group = instance.pid
    instance.kill()
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def no_backend(system: System) -> Steps:
    for instance in system.stack.roles["http"]:
        kill(instance)
    yield None
    for instance in system.stack.roles["http"]:
        instance.start()


def no_instance(system: System) -> Steps:
    kill(system.stack.roles["http"][0])
    yield None
    system.stack.roles["http"][0].start()
    yield system.responds


def wrong_clock(system: System) -> Steps:
    instance = system.stack.roles["http"][0]
    right = instance.env
    kill(instance)
    instance.env = shifted(right, AHEAD_SECONDS)
    instance.start()
    yield None
    instance.end()
    instance.env = right
    instance.start()
    yield lambda: system.is_cleared("ClockDiffers") and system.plays()


DRILLS = (
    Drill(("BackendGone", "InstanceDown"), "all gunicorn processes killed", "start them", no_backend),
    Drill(("InstanceDown",), "one of two gunicorn instances killed", "start it", no_instance),
    Drill(
        ("ClockDiffers",),
        "the clock of a gunicorn instance 90 s ahead",
        "stop it, set its clock, start it",
        wrong_clock,
    ),
)

"""gunicorns that are gone, or whose clock is wrong."""

from __future__ import annotations

from following import Drill, Steps
from system import System
from tests.processes.shifted import shifted

AHEAD_SECONDS = 90


def no_backend(system: System) -> Steps:
    for program in system.stack.roles["http"]:
        program.kill()
    yield None
    for program in system.stack.roles["http"]:
        program.start()


def no_instance(system: System) -> Steps:
    system.stack.roles["http"][0].kill()
    yield None
    system.stack.roles["http"][0].start()


def wrong_clock(system: System) -> Steps:
    instance = system.stack.roles["http"][0]
    right = instance.env
    instance.kill()
    instance.env = shifted(right, AHEAD_SECONDS)
    instance.start()
    yield None
    instance.end()
    instance.env = right
    instance.start()
    yield lambda: not system.holds("abs(numberplay_clock_offset_seconds) > 5") and system.plays()


DRILLS = (
    Drill(("BackendGone", "InstanceDown"), "all gunicorn processes killed", "start them", no_backend),
    Drill(("InstanceDown",), "one of two gunicorns killed", "start it", no_instance),
    Drill(("ClockDiffers",), "a gunicorn's clock 90 s ahead", "stop it, set its clock, start it", wrong_clock),
)

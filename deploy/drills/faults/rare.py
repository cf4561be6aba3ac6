"""Faults that are rare enough for only a small share of plays to fail, or of results to be late."""

from __future__ import annotations

import time

from faults.locks import end_transaction, locking
from faults.sockets import freeze
from following import Drill, Steps
from repeating import repeated
from system import QUIET_SECONDS, System, wait

SHARE = 0.0045  # between the threshold of the alert and that of PlaysFail and FramesLate
FASTER = 360
HISTORY_SECONDS = 30  # so that one failure isn't a large share


def share(system: System, what: str) -> float:
    return system.prometheus.number(f"slo:{what}:ratio_rate1d")


def begin(system: System, alert: str) -> None:
    """Waits until the alert isn't firing without the fault, because a busy machine also delays some results."""
    time.sleep(HISTORY_SECONDS)
    assert wait(lambda: alert not in system.prometheus.firing(), QUIET_SECONDS) is not None
    system.breaks_now()


def rare_locks(system: System) -> Steps:
    begin(system, "PlaysFailSlowly")
    name = system.load.players[0].name
    row = f"WHERE player_id = (SELECT id FROM accounts_user WHERE username = '{name}')"
    with locking(system, row, 4, wanted=lambda: share(system, "plays_failed") < SHARE):
        yield None
        causes = [line for line in system.stack.log("http").splitlines() if "service.unavailable" in line]
        assert any("1205" in line for line in causes), causes
        end_transaction(system)


def rare_freezes(system: System) -> Steps:
    begin(system, "FramesLateSlowly")

    def step() -> None:
        if share(system, "frames_late") < SHARE:
            freeze(system.stack.roles["socket"][:1], 0.3)
        time.sleep(0.5)

    with repeated(step):
        yield None
    yield system.delivers()


DRILLS = (
    Drill(
        ("PlaysFailSlowly",),
        "a client locks a player's row for 4 s so often that 0.45 % of plays fail",
        "find the cause in the log and the transaction, and `KILL` it",
        rare_locks,
        faster=FASTER,
        seconds=150,
        without=("PlaysFail",),
    ),
    Drill(
        ("FramesLateSlowly",),
        "a socket server frozen for 0.3 s so often that 0.45 % of results are late",
        "unfreeze it",
        rare_freezes,
        faster=FASTER,
        seconds=150,
        without=("FramesLate",),
    ),
)

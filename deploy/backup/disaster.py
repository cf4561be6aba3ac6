"""Destroys the data directory under load, and compares the restored plays with the acknowledged ones.

`make restore-drill` takes longer, on a durable server: DRILL_SECONDS of load before and after the moment, and
DRILL_PLAYS more plays, of which the share DRILL_LOGGED is made after the backup.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from copying import copying
from installation import Installation
from restore_drill import Crowd, Load
from tests.services.server import Server

SECONDS = float(os.environ.get("DRILL_SECONDS", "1"))
PLAYS = int(os.environ.get("DRILL_PLAYS", "0"))  # besides those of the load
LOGGED = float(os.environ.get("DRILL_LOGGED", "0.5"))  # the share of them that is only in the logs
RPO_SECONDS = 60


@dataclass
class Disaster:
    backup: Path
    backup_seconds: float
    moment: int
    killed_at: float


def destroy_under_load(site: Installation, server: Server, load: Load, back_up: Callable[[], Path]) -> Disaster:
    """Stops the server and empties its data directory."""
    with copying(site) as copier, load.running():
        crowd = Crowd(site, load, PLAYS)
        crowd.grow(1 - LOGGED)
        time.sleep(SECONDS)
        began = time.monotonic()
        backup, seconds = back_up(), time.monotonic() - began
        crowd.grow(1)
        time.sleep(SECONDS)
        moment = int(time.time()) + 1
        while time.time() < moment + SECONDS:
            time.sleep(0.05)
        copier.wait_until_copied()
        killed_at = time.time()
        server.kill()
        shutil.rmtree(server.directory / "data")
    return Disaster(backup, seconds, moment, killed_at)


def stored(site: Installation) -> set[tuple[int, int, int]]:
    return set(site.execute("SELECT player_id, seq, number FROM numberplay.game_play"))


def rpo(site: Installation, load: Load, disaster: Disaster) -> str:
    """Returns the age of the oldest play that is missing after everything that was copied has been restored."""
    there = stored(site)
    missing = [play.at for play in load.ledger if play[:3] not in there and play.at < disaster.killed_at]
    seconds = disaster.killed_at - min(missing, default=disaster.killed_at)
    assert seconds < RPO_SECONDS
    return f"RPO {seconds:.2f} s ({len(missing)} of {len(load.ledger)} acknowledged plays lost)"


def agrees(site: Installation, load: Load, moment: int) -> None:
    """Every play that was acknowledged before the moment exists, and none that was sent after it."""
    there = stored(site)
    before = [play[:3] for play in load.ledger if play.at < moment]
    after = [play[:3] for play in load.ledger if play.sent_at >= moment]
    assert before
    assert after
    assert [play for play in before if play not in there] == []
    assert [play for play in after if play in there] == []

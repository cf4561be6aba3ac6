"""The data directory is destroyed under load: what is restored is compared with the ledger of acknowledged plays.

`make restore-drill` takes longer, on a durable server: DRILL_SECONDS of load before and after the moment, and
DRILL_PLAYS plays besides.
"""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from binlogs.copies import as_time
from conftest import SERVERS
from copying import copying
from databases import server_of
from installation import Installation
from restore_drill import Crowd, Load, stage
from tests.processes.players import Subscriber, subscribed, wait_until
from tests.services.server import Server

SECONDS = float(os.environ.get("DRILL_SECONDS", "1"))
PLAYS = int(os.environ.get("DRILL_PLAYS", "0"))  # besides those of the load, half of them after the backup
RPO_SECONDS = 60
RESYNC_SECONDS = 10


@dataclass
class Disaster:
    moment: int
    killed_at: float


@pytest.mark.parametrize("family", SERVERS)
def test_every_acknowledged_play_before_the_moment_is_restored(family: str, tmp_path: Path) -> None:
    with server_of(family, durable=SECONDS > 1) as server:
        site = Installation(server, tmp_path)
        site.seconds = 3600
        with stage(site.env) as load:
            disaster = destroy_under_load(site, server, load)
            report = [family, rpo(site, load, disaster)]
            load.renew_tokens()
            with subscribed(load.serve, *load.accounts) as sockets:
                began = time.monotonic()
                restore(site, as_time(disaster.moment))
                report.append(f"RTO {time.monotonic() - began:.1f} s for {len(stored(site))} plays")
                agrees(site, load, disaster.moment)
                receive_resync(load, sockets)
        print("\nDrill:", *report, sep="  ")


def destroy_under_load(site: Installation, server: Server, load: Load) -> Disaster:
    with copying(site) as copier, load.running():
        crowd = Crowd(site, load, PLAYS)
        crowd.grow(0.5)
        time.sleep(SECONDS)
        site.backup()
        crowd.grow(1)
        time.sleep(SECONDS)
        moment = int(time.time()) + 1
        while time.time() < moment + SECONDS:
            time.sleep(0.05)
        copier.wait_until_copied()
        killed_at = time.time()
        server.kill()
        shutil.rmtree(server.directory / "data")
    server.start()
    assert site.execute("SHOW TABLES FROM numberplay") == ()
    return Disaster(moment, killed_at)


def restore(site: Installation, until: str) -> None:
    done = site.run("restore", "--until", until, FORCE="1", BINLOG_FOLDER=str(site.binlogs))
    assert done.returncode == 0, done.stderr
    assert site.schemas() == set()


def stored(site: Installation) -> set[tuple[int, int, int]]:
    return set(site.execute("SELECT player_id, seq, number FROM numberplay.game_play"))


def rpo(site: Installation, load: Load, disaster: Disaster) -> str:
    """Restores everything that was copied. The age of the oldest play that is missing."""
    restore(site, "latest")
    there = stored(site)
    missing = [play.at for play in load.ledger if play[:3] not in there and play.at < disaster.killed_at]
    seconds = disaster.killed_at - min(missing, default=disaster.killed_at)
    assert seconds < RPO_SECONDS
    return f"RPO {seconds:.2f} s ({len(missing)} of {len(load.ledger)} acknowledged plays lost)"


def agrees(site: Installation, load: Load, moment: int) -> None:
    """Whatever was acknowledged before the moment is there, and nothing that was sent after it."""
    there = stored(site)
    before = [play[:3] for play in load.ledger if play.at < moment]
    after = [play[:3] for play in load.ledger if play.sent_at >= moment]
    assert before
    assert after
    assert [play for play in before if play not in there] == []
    assert [play for play in after if play in there] == []


def receive_resync(load: Load, sockets: list[Subscriber]) -> None:
    """The sockets that were open during the restore, and one that comes back with what it knew before."""
    wait_until(lambda: all(socket.frames for socket in sockets), RESYNC_SECONDS)
    assert [[frame["type"] for frame in socket.frames] for socket in sockets] == [["resync"]] * len(sockets)
    newest = [socket.frames[0]["seq"] for socket in sockets]
    ahead = max(play.seq for play in load.ledger)
    assert max(newest) < ahead
    with subscribed(load.serve, load.accounts[0], query=f"?since={ahead}") as (returning,):
        wait_until(lambda: bool(returning.frames))
        assert returning.frames[0] == {"type": "resync", "seq": newest[0]}

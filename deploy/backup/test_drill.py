"""The data directory is destroyed under load, and the restored plays are compared with the acknowledged ones."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from binlogs.copies import as_time
from conftest import SERVERS
from databases import server_of
from disaster import SECONDS, agrees, destroy_under_load, rpo, stored
from installation import Installation
from restore_drill import Load, stage
from tests.processes.players import Subscriber, subscribed, wait_until

RESYNC_SECONDS = 10


@pytest.mark.parametrize("family", SERVERS)
def test_every_acknowledged_play_before_the_moment_is_restored(family: str, tmp_path: Path) -> None:
    with server_of(family, durable=SECONDS > 1) as server:
        site = Installation(server, tmp_path)
        site.seconds = 3600
        with stage(site.env) as load:
            disaster = destroy_under_load(site, server, load, site.backup)
            server.start()
            assert site.execute("SHOW TABLES FROM numberplay") == ()
            restore(site, "latest")
            report = [family, f"backup {disaster.backup_seconds:.1f} s", rpo(site, load, disaster)]
            load.renew_tokens()
            with subscribed(load.serve, *load.accounts) as sockets:
                began = time.monotonic()
                restore(site, as_time(disaster.moment))
                report.append(f"RTO {time.monotonic() - began:.1f} s for {len(stored(site))} plays")
                agrees(site, load, disaster.moment)
                receive_resync(load, sockets)
        print("\nDrill:", *report, sep="  ")


def restore(site: Installation, until: str) -> None:
    done = site.run("restore", "--until", until, FORCE="1", BINLOG_FOLDER=str(site.binlogs))
    assert done.returncode == 0, done.stderr
    assert site.schemas() == set()


def receive_resync(load: Load, sockets: list[Subscriber]) -> None:
    """The sockets that were open during the restore, and one that reconnects with its position before the restore."""
    wait_until(lambda: all(socket.frames for socket in sockets), RESYNC_SECONDS)
    assert [[frame["type"] for frame in socket.frames] for socket in sockets] == [["resync"]] * len(sockets)
    newest = [socket.frames[0]["seq"] for socket in sockets]
    ahead = max(play.seq for play in load.ledger)
    assert max(newest) < ahead
    with subscribed(load.serve, load.accounts[0], query=f"?since={ahead}") as (returning,):
        wait_until(lambda: bool(returning.frames))
        assert returning.frames[0] == {"type": "resync", "seq": newest[0]}

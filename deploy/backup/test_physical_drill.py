"""The drill of `test_drill` with a physical backup, by the commands of docs/recovery.md."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

from binlogs.copies import as_time
from conftest import SERVERS
from databases import server_of
from disaster import SECONDS, Disaster, agrees, destroy_under_load, rpo, stored
from documented import follow
from installation import Installation
from restore_drill import Load, stage
from tests.processes.players import Edge, subscribed, wait_until
from tests.processes.programs import Serve
from tests.services.server import Server

HEADING = "Restore a physical backup"


@pytest.mark.parametrize("family", SERVERS)
def test_every_acknowledged_play_before_the_moment_is_in_the_physical_backup_and_the_logs(
    family: str, tmp_path: Path
) -> None:
    with server_of(family, durable=SECONDS > 1) as server:
        site = Installation(server, tmp_path)
        site.seconds = 3600
        with stage(site.env) as load:
            disaster = destroy_under_load(site, server, load, site.physical_backup)
        (server.directory / "data").mkdir()
        restore(site, server, disaster, "latest")
        report = [f"{family}, physical", f"backup {disaster.backup_seconds:.1f} s", rpo(site, load, disaster)]
        began = time.monotonic()
        restore(site, server, disaster, as_time(disaster.moment))
        report.append(f"RTO {time.monotonic() - began:.1f} s for {len(stored(site))} plays")
        agrees(site, load, disaster.moment)
        refuses_to_replay_again(site)
        with Serve(site.env) as load.serve:
            continue_playing(load)
    print("\nDrill:", *report, sep="  ")


def restore(site: Installation, server: Server, disaster: Disaster, until: str) -> None:
    variables = {"data": str(server.directory / "data"), "file": str(disaster.backup), "until": until}
    account = server.directory.owner()
    _, identity = site.keys()
    said = follow(site, server, HEADING, **variables, account=account, AGE_IDENTITY_FILE=str(identity))
    assert said.startswith("Replayed ")


def refuses_to_replay_again(site: Installation) -> None:
    before = stored(site)
    again = site.run("replay", "--until", "latest")
    assert again.returncode == 1
    assert "or its logs were replayed before" in again.stderr
    assert stored(site) == before


def continue_playing(load: Load) -> None:
    """A player who reconnects with a `seq` that was lost gets `resync`, and the next play has the next `seq`."""
    load.renew_tokens()
    account, ahead = load.accounts[0], max(play.seq for play in load.ledger)
    with subscribed(load.serve, account, query=f"?since={ahead}") as (socket,), closing(Edge(load.serve)) as edge:
        wait_until(lambda: bool(socket.frames))
        newest = socket.frames[0]["seq"]
        assert socket.frames[0] == {"type": "resync", "seq": newest}
        assert newest == edge.statistics(account)["total_games"] < ahead
        play = edge.play(account, 842).json()
        assert play["seq"] == newest + 1
        assert play["id"] > 1_000_000  # not one of the lost ids

"""Compares the plays on the nodes of a cluster with those that were acknowledged."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tests.clusters.writers import Acknowledged
from tests.processes.players import wait_until
from tests.services.sql import NAME, SQLServer

APPLIED_SECONDS = 30
PLAYS = "SELECT player_id, seq, number, key_digest FROM game_play WHERE player_id IN ({}) ORDER BY player_id, seq"
STATISTICS = "SELECT player_id, seq FROM game_playerstatistics WHERE player_id IN ({}) ORDER BY player_id"


@dataclass(frozen=True)
class Verdict:
    """All have to be 0 except for `refused`, the number of plays that were acknowledged only after a retry."""

    acknowledged: int
    refused: int
    lost: int
    doubled: int
    holes: int
    wrong_statistics: int

    @property
    def faults(self) -> tuple[int, int, int, int]:
        return self.lost, self.doubled, self.holes, self.wrong_statistics


def compare(acknowledged: Collection[Acknowledged], nodes: Sequence[SQLServer]) -> Verdict:
    """Waits until all nodes have the same plays. Call it once every key has been acknowledged."""
    among = ",".join(str(player) for player in sorted({one.player for one in acknowledged}))
    plays = PLAYS.format(among)
    wait_until(lambda: len({str(node.query(plays, NAME)) for node in nodes}) == 1, APPLIED_SECONDS)
    rows = nodes[0].query(plays, NAME)
    counts = Counter(player for player, *_ in rows)
    statistics = dict(nodes[0].query(STATISTICS.format(among), NAME))
    present = set(rows)
    asked = {_digest(one.key) for one in acknowledged}
    per_key = Counter(digest for *_, digest in rows)
    return Verdict(
        acknowledged=len(acknowledged),
        refused=sum(1 for one in acknowledged if one.errors),
        lost=sum(1 for one in acknowledged if (one.player, one.seq, one.number, _digest(one.key)) not in present),
        doubled=sum(count - 1 for count in per_key.values()) + sum(1 for digest in per_key if digest not in asked),
        holes=sum(1 for player, seq, *_ in rows if seq > counts[player]),
        wrong_statistics=sum(1 for player, seq in statistics.items() if seq != counts[player]),
    )


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()

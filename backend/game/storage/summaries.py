"""The cached summary of a player: the statistics and the newest results."""

from __future__ import annotations

RECENT = 3


def summary_name(player_id: int) -> str:
    return f"game:{player_id}"

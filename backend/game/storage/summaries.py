"""Names and sizes of the cached summaries, which contain a player's statistics and newest results."""

from __future__ import annotations

RECENT = 3


def summary_name(player_id: int) -> str:
    return f"game:{player_id}"

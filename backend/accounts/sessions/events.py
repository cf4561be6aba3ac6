"""Announces the end of sessions to every process and to their sockets."""

from __future__ import annotations

from accounts.sessions import revocation
from core.sockets import publish


def sessions_ended(by_player: dict[int, list[str]]) -> None:
    for player_id, session_ids in by_player.items():
        revocation.mark_ended(player_id, session_ids)
        publish.to_owner(str(player_id), {"type": "session.ended", "sessions": session_ids})

"""Who is told that a session is over: every process, and the session's sockets."""

from __future__ import annotations

from accounts.sessions import revocation
from core.sockets import publish as broadcast


def sessions_ended(by_player: dict[int, list[str]]) -> None:
    for player_id, session_ids in by_player.items():
        revocation.ended(session_ids)
        broadcast.publish(str(player_id), {"type": "session.ended", "sessions": session_ids})

"""Sockets whose session ended without anybody telling them, or whose token ran out, are found by one query for all."""

from __future__ import annotations

import time
from collections.abc import Sequence
from uuid import UUID

from accounts.models import Session
from core.pool import in_pool
from core.websocket import SIGNED_OUT, Socket

CHUNK = 1000


async def close_ended(sockets: Sequence[Socket]) -> None:
    asked = [(socket, socket.signed.session_id) for socket in sockets]  # a socket may change its session meanwhile
    ids = sorted({session_id for _, session_id in asked})
    on: set[str] = set()
    for at in range(0, len(ids), CHUNK):
        on |= await in_pool(_still_on, ids[at : at + CHUNK])
    for socket, session_id in asked:
        ended = session_id not in on and socket.signed.session_id == session_id
        if ended or socket.signed.expires_at <= time.time():
            await socket.close_with(SIGNED_OUT)


def _still_on(session_ids: list[str]) -> set[str]:
    rows = Session.objects.filter(pk__in=[UUID(one) for one in session_ids], ended_at=None, player__is_active=True)
    return {str(pk) for pk in rows.values_list("pk", flat=True)}

"""Sockets whose session ended without anybody telling them, or whose token ran out, are found by one query for all."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from accounts.models import Session, User
from core import clock, threads
from core.sockets.consumer import SIGNED_OUT, Socket

CHUNK = 1000
_IDS = re.compile(r"[0-9a-f,]+")
HOW_MANY_ARE_ON = f"""
SELECT COUNT(*), {{now}}
FROM {Session._meta.db_table} AS one JOIN {User._meta.db_table} AS player ON player.id = one.player_id
WHERE one.ended_at IS NULL AND player.is_active AND one.id IN
"""  # noqa: S608  names of tables


async def close_ended(sockets: Sequence[Socket]) -> None:
    for socket in sockets:
        if clock.has_passed(socket.signed.expires_at):  # needs no database
            await socket.close_with(SIGNED_OUT)
    ended = await threads.database.run(_ended, list({socket.signed.session_id for socket in sockets}))
    for socket in sockets:
        if socket.signed.session_id in ended:
            await socket.close_with(SIGNED_OUT)


def _ended(session_ids: list[str]) -> set[str]:
    ended: set[str] = set()
    for at in range(0, len(session_ids), CHUNK):
        ended |= _ended_of_a_chunk(session_ids[at : at + CHUNK])
    return ended


def _ended_of_a_chunk(session_ids: list[str]) -> set[str]:
    """Almost always none, and to know that they need not be read: to count is a tenth of the work."""
    asked = time.time()
    with connection.cursor() as cursor:
        counting = HOW_MANY_ARE_ON.format(now=clock.NOW_SQL[connection.vendor])
        cursor.execute(f"{counting} ({_listed(session_ids)})")
        number, now = cursor.fetchone()
    clock.compare(clock.parsed(now), asked=asked)
    if number == len(session_ids):
        return set()
    rows = Session.objects.filter(pk__in=[UUID(one) for one in session_ids], ended_at=None, player__is_active=True)
    return set(session_ids) - {str(pk) for pk in rows.values_list("pk", flat=True)}


def _listed(session_ids: list[str]) -> str:
    """As SQL. The drivers take ten times as long to write a thousand parameters."""
    ids = ",".join(session_ids).replace("-", "")
    if not _IDS.fullmatch(ids):
        raise ValueError("A session id contains characters that a UUID cannot have.")
    return "'" + ids.replace(",", "','") + "'"

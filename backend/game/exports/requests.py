"""Requests exports, and signs the links to their files."""

from __future__ import annotations

import uuid

from django.core import signing
from django.db import transaction
from django.utils import timezone

from core.clock import DatabaseNow
from core.db.transactions import retried
from core.tasks import queue
from game import selectors
from game.exports import making
from game.exports.tasks import KEPT, make_export
from game.models import Export

SALT = "game.exports"  # changing it would invalidate every link that has been issued
LINK_SECONDS = 300


def request_export(player_id: int) -> Export:
    """Returns the player's last export if it isn't ready or already contains all results, and otherwise a new one."""
    return _requested(player_id, selectors.newest_seq(player_id))


@retried("player_id")
def _requested(player_id: int, newest: int) -> Export:
    with transaction.atomic():
        last = Export.objects.select_for_update().filter(player_id=player_id).first()
        if last is not None and (last.state != Export.READY or (last.seq == newest and not is_expired(last))):
            return last
        if last is not None:
            making.delete(last)
        key = uuid.uuid4()
        Export(pk=key, player_id=player_id, seq=newest, changed_at=DatabaseNow()).save(force_insert=True)
        transaction.on_commit(lambda: queue.enqueue(make_export, str(key)))
    return Export.objects.get(pk=key)


def export_of(player_id: int, export_id: uuid.UUID) -> Export | None:
    """Returns None if the export isn't the player's, has expired, or has been replaced."""
    export = Export.objects.filter(pk=export_id, player_id=player_id).first()
    return None if export is None or is_expired(export) else export


def is_expired(export: Export) -> bool:
    return export.changed_at + KEPT <= timezone.now()


def link_token(export: Export) -> str:
    """Returns a token that opens this file for five minutes, because a plain link can't send the access token."""
    return signing.TimestampSigner(salt=SALT).sign(export.pk.hex)


def linked(token: str) -> Export | None:
    """Returns None if the token is forged or expired, or the file is gone."""
    try:
        key = signing.TimestampSigner(salt=SALT).unsign(token, max_age=LINK_SECONDS)
    except signing.BadSignature:
        return None
    export = Export.objects.filter(pk=uuid.UUID(hex=key), state=Export.READY).first()
    return None if export is None or is_expired(export) else export

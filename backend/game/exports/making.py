"""Makes the file of an export, one compressed part at a time.

A part and the progress are stored in one transaction, and only on top of the progress that the part continues. So a
killed worker loses at most one part, and of two workers one stops. Decision 0104.
"""

from __future__ import annotations

import uuid
import zlib
from collections.abc import Iterator

from django.db import transaction
from django.db.models import F

from core.clock import DatabaseNow
from core.db.mysql.time_budget import renew_budget
from core.db.transactions import retried
from game import csv_text, selectors
from game.models import Export, ExportChunk

RESULTS = 5000  # in a part: about 350 kB of text
SENT = 16 * 1024  # characters: what a slow reader may need a second for
DELETED_AT_ONCE = 20  # parts


def make(export_id: uuid.UUID) -> None:
    """Continues an export until it is ready, deleted, or being made by somebody else."""
    while _make_part(export_id):
        pass


@retried()
def _make_part(export_id: uuid.UUID) -> bool:
    """Returns whether there is another part to make."""
    export = _unfinished(export_id)
    if export is None:
        return False
    results = selectors.results_up_to(export.player_id, export.seq - export.written, RESULTS)
    text = (csv_text.head() if export.chunks == 0 else "") + csv_text.lines(results)
    written = export.written + len(results)
    is_ready = written >= export.seq or not results
    with transaction.atomic():
        changes = {"written": written, "state": Export.READY if is_ready else Export.RUNNING}
        unchanged = Export.objects.filter(pk=export_id, chunks=export.chunks).exclude(state=Export.READY)
        if not unchanged.update(chunks=F("chunks") + 1, changed_at=DatabaseNow(), **changes):
            return False
        ExportChunk.objects.create(export=export, position=export.chunks, content=zlib.compress(text.encode()))
    return not is_ready


def _unfinished(export_id: uuid.UUID) -> Export | None:
    return Export.objects.filter(pk=export_id).exclude(state=Export.READY).first()


def text_of(export: Export) -> Iterator[str]:
    """The file, with one part in memory at a time. Raises ExportChunk.DoesNotExist if it is deleted in between."""
    for position in range(export.chunks):
        part = ExportChunk.objects.get(export=export, position=position)
        text = zlib.decompress(part.content).decode()
        for start in range(0, len(text), SENT):
            yield text[start : start + SENT]


def delete(export: Export) -> None:
    """Few parts at a time, because a single statement could exceed its timeout."""
    for position in range(0, export.chunks + 1, DELETED_AT_ONCE):
        parts = ExportChunk.objects.filter(export=export, position__range=(position, position + DELETED_AT_ONCE - 1))
        parts.delete()
        renew_budget()
    export.delete()

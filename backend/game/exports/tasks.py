"""Tasks that generate exports and delete expired ones."""

from __future__ import annotations

import uuid
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from core.clock import DatabaseNow
from core.tasks.queue import enqueue
from core.tasks.retries import RETRIED
from game.exports import making
from game.models import Export

KEPT = timedelta(days=1)
STALLED = timedelta(minutes=1)  # far longer than a part takes
SWEPT_AT_ONCE = 100


@shared_task(name="game.tasks.make_export")
def make_export(export_id: str) -> None:
    """Generates the file, starting where an earlier run ended. If it fails, the sweep queues it again."""
    making.make(uuid.UUID(export_id))


@shared_task(name="game.tasks.sweep_exports")
def sweep_exports() -> int:
    """Queues exports that couldn't be queued before, or whose worker died. Returns their number."""
    return _queue_stalled(Export.WAITING) + _queue_stalled(Export.RUNNING)


def _queue_stalled(state: str) -> int:
    stalled = Export.objects.filter(state=state, changed_at__lte=DatabaseNow() - STALLED).order_by("changed_at")
    return sum(enqueue(make_export, str(key)) for key in stalled.values_list("pk", flat=True)[:SWEPT_AT_ONCE])


@shared_task(name="game.tasks.clear_exports", **RETRIED)
def clear_exports() -> int:
    """Deletes exports that have expired or have been failing for a day. Returns their number."""
    old = list(Export.objects.filter(changed_at__lt=timezone.now() - KEPT))
    for export in old:
        making.delete(export)
    return len(old)

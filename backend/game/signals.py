"""Creates statistics when a player is created, and deletes the player's plays and the data derived from them when the
player is deleted, in the same transaction.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver

from core.db.mysql.time_budget import renew_budget
from core.redis import summary_cache
from game.exports import making
from game.models import Export, Play, PlayerStatistics, SummaryProgress
from game.storage.summaries import summary_name
from game.summaries.counting import delete_summaries

DELETED_AT_ONCE = 2000


@receiver(post_save, sender=settings.AUTH_USER_MODEL, dispatch_uid="game.create_statistics")
def create_statistics(instance: Any, created: bool, raw: bool = False, **_: object) -> None:
    if created and not raw:
        PlayerStatistics.objects.create(player_id=instance.pk)


@receiver(pre_delete, sender=settings.AUTH_USER_MODEL, dispatch_uid="game.stop_plays_of_deleted")
def stop_plays_of_deleted(instance: Any, **_: object) -> None:
    """Locks the row that plays lock, so that a concurrent play waits and then finds no player."""
    for newest in PlayerStatistics.objects.select_for_update().filter(pk=instance.pk).values_list("seq", flat=True):
        _delete_plays(instance.pk, newest)
    name = summary_name(instance.pk)  # deleting the instance clears its primary key
    transaction.on_commit(lambda: summary_cache.forget(name))


@receiver(pre_delete, sender=settings.AUTH_USER_MODEL, dispatch_uid="game.delete_summaries_of_deleted")
def delete_summaries_of_deleted(instance: Any, **_: object) -> None:
    """Locks the progress, so that a worker finishes counting first, and finds no row the next time."""
    if SummaryProgress.objects.select_for_update().filter(pk=instance.pk).values_list("pk", flat=True):
        delete_summaries([instance.pk])


@receiver(pre_delete, sender=settings.AUTH_USER_MODEL, dispatch_uid="game.delete_export_of_deleted")
def delete_export_of_deleted(instance: Any, **_: object) -> None:
    for export in Export.objects.select_for_update().filter(player_id=instance.pk):
        making.delete(export)


def _delete_plays(player_id: int, newest: int) -> None:
    """Deletes in chunks, because a single statement could exceed its timeout. Each chunk gets a new time budget."""
    for seq in range(0, newest, DELETED_AT_ONCE):
        Play.objects.filter(player_id=player_id, seq__gt=seq, seq__lte=seq + DELETED_AT_ONCE).delete()
        renew_budget()

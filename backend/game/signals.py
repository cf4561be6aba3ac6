"""A player gets the row of statistics in the transaction that creates the player."""

from typing import Any

from django.conf import settings
from django.db.models.signals import post_save
from django.dispatch import receiver

from game.models import PlayerStatistics


@receiver(post_save, sender=settings.AUTH_USER_MODEL, dispatch_uid="game.create_statistics")
def create_statistics(instance: Any, created: bool, raw: bool = False, **_: object) -> None:
    if created and not raw:
        PlayerStatistics.objects.create(player_id=instance.pk)

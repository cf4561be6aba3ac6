from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


class Play(models.Model):
    player = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False, db_constraint=False, related_name="+"
    )
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(9999)])

    class Meta:
        app_label = "drf_channels"
        db_table = "plays"
        managed = False  # `benchmarks.peers.peer` creates the same table for all peers

    def __str__(self) -> str:
        return f"{self.number} of {self.player_id}"

"""Data about the processes of the service."""

from __future__ import annotations

from django.db import models


class WriteProbe(models.Model):
    """Each process checks whether writes work with a row of its own, so that processes don't conflict in a cluster."""

    process = models.CharField(primary_key=True, max_length=200)
    probed_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.process

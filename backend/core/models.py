"""What the service keeps about its own processes."""

from __future__ import annotations

from django.db import models


class WriteProbe(models.Model):
    """One row per process, which it writes to find out whether it can: no two processes of a cluster collide."""

    process = models.CharField(primary_key=True, max_length=200)
    probed_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.process

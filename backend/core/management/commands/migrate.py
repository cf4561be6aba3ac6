"""Django's `migrate`, limited to one at a time per database, because MySQL can't roll back schema changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db import connections

LOCK = "CONCAT('migrate.', DATABASE())"
WAIT_SECONDS = 1  # well below the timeout of a statement


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if connection.vendor != "mysql":
            super().handle(*args, **options)
            return
        with self._alone(connection):
            super().handle(*args, **options)

    @contextmanager
    def _alone(self, connection: Any) -> Iterator[None]:
        """Waits until no other migration is running. The server releases the lock when its connection ends."""
        with connection.cursor() as cursor:
            if not _locked(cursor, seconds=0):
                self.stdout.write("Waiting for another migration of this database.")
                while not _locked(cursor, seconds=WAIT_SECONDS):
                    pass
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT RELEASE_LOCK({LOCK})")


def _locked(cursor: Any, *, seconds: int) -> bool:
    cursor.execute(f"SELECT GET_LOCK({LOCK}, %s)", [seconds])
    return bool(cursor.fetchone() == (1,))

"""Checks whether this process can read and write, over a separate connection with timeouts of one second."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.utils import timezone

from core.db import write_health
from core.models import WriteProbe

UP = "up"
DOWN = "down"
READ_ONLY = "read_only"

TIMEOUT_SECONDS = 1
_TABLE = WriteProbe._meta.db_table


def database_states() -> Iterator[str]:
    """Yields each state as soon as it is known: READ_ONLY when reads work, and then UP when writes work."""
    connection = separate_connection()
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT probed_at FROM {_TABLE} WHERE process = %s", [_process()])  # noqa: S608  a model's name
            cursor.fetchall()
            yield READ_ONLY
            if _is_writable(cursor):
                yield UP
    finally:
        connection.close()


def _is_writable(cursor: Any) -> bool:
    accepted = write_health.are_accepted()
    if accepted is None:
        _write(cursor)
    return accepted is not False


def _write(cursor: Any) -> None:
    """Writes a row, and detects locks on the tables that requests write to, without changing any of their rows."""
    cursor.execute("BEGIN")
    for label in settings.WRITE_PROBE_MODELS:
        meta = apps.get_model(label)._meta
        table, key = meta.db_table, meta.pk.column
        cursor.execute(f"UPDATE {table} SET {key} = {key} WHERE {key} = 0")  # noqa: S608  a model's names
    now = cursor.db.ops.adapt_datetimefield_value(timezone.now())
    cursor.execute(f"REPLACE INTO {_TABLE} (process, probed_at) VALUES (%s, %s)", [_process(), now])  # noqa: S608
    cursor.execute("COMMIT")


def separate_connection() -> Any:
    """Returns a connection without a slot (`core.db.slots`), because the probe has to detect if the others hang."""
    connection = connections.create_connection("default")
    configured = connection.settings_dict
    options = {**configured["OPTIONS"], **_short_waits(connection.vendor, configured["OPTIONS"])}
    connection.settings_dict = {**configured, "OPTIONS": options, "CONCURRENCY": None}
    return connection


def _short_waits(vendor: str, options: dict[str, Any]) -> dict[str, Any]:
    if vendor == "sqlite":
        return {"timeout": TIMEOUT_SECONDS}
    waits = dict.fromkeys(("connect_timeout", "read_timeout", "write_timeout"), TIMEOUT_SECONDS)
    locks = f"lock_wait_timeout={TIMEOUT_SECONDS}, innodb_lock_wait_timeout={TIMEOUT_SECONDS}"
    return {**waits, "init_command": f"{options['init_command']}, {locks}"}


def _process() -> str:
    return f"{socket.gethostname()[:150]}:{os.getpid()}"

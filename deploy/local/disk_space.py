"""Checks that the disks have room for what a local run writes."""

import os
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

from deploy.local.paths import BACKEND, ROOT
from deploy.local.program import CommandError

MEBIBYTE = 1024 * 1024
REQUIRED_BYTES = 8 * MEBIBYTE


def require() -> None:
    for path in filter(None, (ROOT, _database())):
        free = shutil.disk_usage(path if path.is_dir() else path.parent).free
        if free < REQUIRED_BYTES:
            raise CommandError(
                f"The disk that holds {path} is full ({free / MEBIBYTE:.1f} MiB left). Free up some space, then run "
                "this command again. No stored data was lost."
            )


def _database() -> Path | None:
    """The SQLite file, if its folder exists; None for a database server."""
    url = urlsplit(os.environ.get("DATABASE_URL") or f"sqlite:///{BACKEND / 'numberplay.sqlite3'}")
    file = BACKEND / unquote(url.path[1:])
    return file if url.scheme == "sqlite" and file.parent.is_dir() else None

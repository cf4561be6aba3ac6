"""Whether there is room for what a running product writes."""

import os
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

from deploy.local.places import BACKEND, ROOT
from deploy.local.program import Refusal

LITTLE_BYTES = 8 * 1024 * 1024
MEBIBYTE = 1024 * 1024


def require() -> None:
    """Before anything is written. Raises Refusal."""
    for file in (ROOT, database()):
        if file is None:
            continue
        left = shutil.disk_usage(file if file.is_dir() else file.parent).free
        if left < LITTLE_BYTES:
            raise Refusal(
                f"The disk that holds {file} is full ({left / MEBIBYTE:.1f} MiB left). Free up some space, then run "
                "this command again. No stored data was lost."
            )


def database() -> Path | None:
    """The SQLite file, if its folder is there; None for a server."""
    url = urlsplit(os.environ.get("DATABASE_URL") or f"sqlite:///{BACKEND / 'numberplay.sqlite3'}")
    file = BACKEND / unquote(url.path[1:])
    return file if url.scheme == "sqlite" and file.parent.is_dir() else None

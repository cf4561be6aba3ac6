"""What a local run needs of this machine before anything starts: two free ports, and room on its disks."""

import os
import shutil
import socket
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from deploy.local.paths import BACKEND, ROOT
from deploy.local.program import CommandError

HOST = "127.0.0.1"
MEBIBYTE = 1024 * 1024
REQUIRED_BYTES = 8 * MEBIBYTE


class Ports(NamedTuple):
    backend: int
    frontend: int


def claim_ports() -> Ports:
    """Raises CommandError for an invalid or busy port, naming the variable that changes it."""
    ports = Ports(backend=_claim("BACKEND_PORT", 8000), frontend=_claim("FRONTEND_PORT", 3000))
    if ports.backend == ports.frontend:
        raise CommandError(f"BACKEND_PORT and FRONTEND_PORT are both {ports.backend}; they must differ.")
    return ports


def _claim(variable: str, default: int) -> int:
    text = os.environ.get(variable) or str(default)
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65_535):
        raise CommandError(f"{variable} is {text!r}; it must be a port from 1 to 65535.")
    port = int(text)
    for host in (HOST, "::1"):  # a server on ::1 alone would get the browser's requests to `localhost`
        with suppress(OSError), socket.create_connection((host, port), timeout=1):
            way = f"Stop the program that uses it, or choose another port: make run {variable}={port + 1}"
            raise CommandError(f"Port {port} is busy. {way}")
    try:
        socket.create_server((HOST, port)).close()
    except OSError as error:
        raise CommandError(f"Port {port} can't be used ({error.strerror}). Set {variable} to another one.") from error
    return port


def require_disk_space() -> None:
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

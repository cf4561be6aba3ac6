"""The two ports of a local run."""

import os
import socket
from typing import NamedTuple

from deploy.local.program import CommandError

HOST = "127.0.0.1"


class Ports(NamedTuple):
    backend: int
    frontend: int


def claim() -> Ports:
    """Raises CommandError for an invalid or busy port, naming the variable that changes it."""
    ports = Ports(backend=_read("BACKEND_PORT", 8000), frontend=_read("FRONTEND_PORT", 3000))
    if ports.backend == ports.frontend:
        raise CommandError(f"BACKEND_PORT and FRONTEND_PORT are both {ports.backend}; they must differ.")
    _require_free(ports.backend, "BACKEND_PORT")
    _require_free(ports.frontend, "FRONTEND_PORT")
    return ports


def _read(variable: str, default: int) -> int:
    text = os.environ.get(variable) or str(default)
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65_535):
        raise CommandError(f"{variable} is {text!r}; it must be a port from 1 to 65535.")
    return int(text)


def _require_free(port: int, variable: str) -> None:
    # A server on ::1 alone would get the browser's requests to `localhost`.
    if _is_open(HOST, port) or _is_open("::1", port):
        way = f"Stop the program that uses it, or choose another port: make run {variable}={port + 1}"
        raise CommandError(f"Port {port} is busy. {way}")
    try:
        socket.create_server((HOST, port)).close()
    except OSError as error:
        raise CommandError(f"Port {port} can't be used ({error.strerror}). Set {variable} to another one.") from error


def _is_open(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True

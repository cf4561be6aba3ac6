"""The two ports of a local run: read, and refused when they cannot be had."""

import os
import socket
from dataclasses import dataclass

from deploy.local.program import Refusal

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Ports:
    backend: int
    frontend: int


def claim() -> Ports:
    """Raises `Refusal` for a port that is no port, is given twice or is busy, naming the variable that moves it."""
    ports = Ports(backend=_read("BACKEND_PORT", 8000), frontend=_read("FRONTEND_PORT", 3000))
    if ports.backend == ports.frontend:
        raise Refusal(f"BACKEND_PORT and FRONTEND_PORT are both {ports.backend}; they must differ.")
    _require_free(ports.backend, "BACKEND_PORT")
    _require_free(ports.frontend, "FRONTEND_PORT")
    return ports


def _read(variable: str, default: int) -> int:
    text = os.environ.get(variable) or str(default)
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65_535):
        raise Refusal(f"{variable} is {text!r}; it must be a port from 1 to 65535.")
    return int(text)


def _require_free(port: int, variable: str) -> None:
    if _answers("127.0.0.1", port) or _answers("::1", port):
        raise Refusal(
            f"Port {port} is busy. Stop what listens there, or choose another: make run {variable}={port + 1}"
        )
    with socket.socket() as probe:
        # As the servers do, so that connections of the previous run in TIME_WAIT do not count as busy.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as fault:
            raise Refusal(f"Port {port} cannot be used ({fault.strerror}); set {variable} to another one.") from fault


def _answers(host: str, port: int) -> bool:
    """Also asked for ::1: what listens there alone would take the browser's `localhost` from us."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True

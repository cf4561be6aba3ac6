"""Finds free ports, and checks which process listens on one."""

from __future__ import annotations

import errno
import random
import socket
from pathlib import Path

HOST = "127.0.0.1"

# Below Linux's ephemeral range. A client that keeps retrying a stopped service on an ephemeral port sooner or later
# gets that port as its own, connects to itself, and keeps the service from restarting.
PORTS = range(20_000, 32_000)

LISTENING = "0A"
ESTABLISHED = "01"
CLOSE_WAIT = "08"  # the other end has closed


def free_port() -> int:
    """A port that is currently free. It isn't reserved, so callers check afterwards that the listener is their own."""
    while True:
        port = random.choice(PORTS)
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except OSError as fault:
                if fault.errno != errno.EADDRINUSE:
                    raise
            else:
                return port


def free_ports(count: int) -> list[int]:
    """Returns this many different ports."""
    ports: set[int] = set()
    while len(ports) < count:
        ports.add(free_port())
    return sorted(ports)


def listens(pid: int, port: int) -> bool:
    """Whether the process `pid` listens on `port` of 127.0.0.1, according to /proc."""
    sockets = {f"socket:[{row[9]}]" for row in _connections() if row[1] == _address(port) and row[3] == LISTENING}
    return bool(sockets & _open_files(pid))


def connections_to(pid: int, port: int) -> int:
    """How many connections the process `pid` has to `port` on 127.0.0.1."""
    sockets = {f"socket:[{row[9]}]" for row in _connections() if row[2] == _address(port) and row[3] == ESTABLISHED}
    return len(sockets & _open_files(pid))


def is_read(client: socket.socket) -> bool:
    """Whether the server has accepted this connection to 127.0.0.1, and has read everything that was sent on it.

    By then, it may also have responded and closed the connection.
    """
    here, there = (_address(end[1]) for end in (client.getsockname(), client.getpeername()))
    rows = {(row[1], row[2]): row for row in _connections()}
    own, server = rows.get((here, there)), rows.get((there, here))
    if own is not None and own[3] == CLOSE_WAIT:
        return True
    return server is not None and server[9] != "0" and server[4].endswith(":00000000")


def _address(port: int) -> str:
    return f"0100007F:{port:04X}"


def _connections() -> list[list[str]]:
    return [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]


def _open_files(pid: int) -> set[str]:
    targets: set[str] = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            targets.add(str(link.readlink()))
        except FileNotFoundError:
            continue  # Closed between listing and reading.
    return targets

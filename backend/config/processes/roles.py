"""The role of a process, which determines how long it keeps database connections open and waits for the database.

The entry point of a process declares its role before the settings are loaded.
"""

from __future__ import annotations

import enum


class Role(enum.Enum):
    WEB = "web"  # a WSGI server: HTTP with a bounded number of threads
    SOCKET = "socket"  # an ASGI server: sockets, and HTTP if one process serves both
    WORKER = "worker"  # Celery
    COMMAND = "command"  # anything else: manage.py, a shell, a script


_SERVERS = ("serve", "runserver")
_declared: Role | None = None


def declare(role: Role) -> None:
    """The first declaration wins, because an entry point may import modules that declare other roles."""
    global _declared
    _declared = _declared or role


def declare_command(arguments: list[str]) -> None:
    """The role of `manage.py` with these arguments."""
    declare(Role.SOCKET if arguments[:1] and arguments[0] in _SERVERS else Role.COMMAND)


def current() -> Role:
    return _declared or Role.COMMAND

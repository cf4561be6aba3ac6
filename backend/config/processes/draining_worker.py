"""gunicorn's threaded worker, with a shutdown that loses no connections. Decision 0032."""

from __future__ import annotations

import contextlib
import ctypes
import select
import socket
import struct
from typing import Any

from config.processes.play_worker import PlayWorker

HANDSHAKE_SECONDS = 0.03  # for connections that are half open when the shutdown begins
SO_ATTACH_FILTER = 26  # Linux's number, which Python doesn't define

# Classic BPF on the TCP header: drops SYN packets and accepts everything else.
_LOAD_FLAGS, _IF_SYN, _DROP, _PASS = (0x30, 0, 0, 13), (0x45, 0, 1, 0x02), (0x06, 0, 0, 0), (0x06, 0, 0, 0xFFFFFFFF)
_PROGRAM = b"".join(struct.pack("HBBI", *step) for step in (_LOAD_FLAGS, _IF_SYN, _DROP, _PASS))


class DrainingWorker(PlayWorker):
    """Drains the listener before it closes it.

    When a listener is closed, Linux resets the connections that it hasn't accepted, and a POST already sent on one of
    them is lost. So the worker first stops new connections, then accepts the queued ones, and closes the listener last.
    A client that tries to connect in between is refused on its next attempt, and the edge sends it to another instance.
    """

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled)
        if not enabled and not self.alive:
            self._drain_listeners()

    def _drain_listeners(self) -> None:
        listeners = [listener.sock for listener in self.sockets]
        for listener in listeners:
            _drop_new_connections(listener)
        while waiting := select.select(listeners, [], [], HANDSHAKE_SECONDS)[0]:
            for listener in waiting:
                self.accept(listener)
        for listener in listeners:
            listener.close()


def _drop_new_connections(listener: Any) -> None:
    program = ctypes.create_string_buffer(_PROGRAM)
    steps = len(_PROGRAM) // 8
    with contextlib.suppress(OSError):  # another kernel: connections opened at this moment may be lost
        listener.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HP", steps, ctypes.addressof(program)))

"""gunicorn's threaded worker with a shutdown that loses no connection. Decision 0032."""

from __future__ import annotations

import contextlib
import ctypes
import select
import socket
import struct
from typing import Any

from config.processes.download_worker import DownloadWorker

HANDSHAKE_SECONDS = 0.03  # for connections that are half open when the end begins
SO_ATTACH_FILTER = 26  # Linux' number; Python has no name for it

# Classic BPF over the TCP header: a first packet (SYN) is dropped, everything else passes.
_LOAD_FLAGS, _IF_SYN, _DROP, _PASS = (0x30, 0, 0, 13), (0x45, 0, 1, 0x02), (0x06, 0, 0, 0), (0x06, 0, 0, 0xFFFFFFFF)
_PROGRAM = b"".join(struct.pack("HBBI", *step) for step in (_LOAD_FLAGS, _IF_SYN, _DROP, _PASS))


class DrainingWorker(DownloadWorker):
    """Linux resets what a closed listener had not accepted yet, and a POST that was sent into it is lost.

    So nothing new gets in first, then what is in is taken, and only then it closes. Whoever knocked meanwhile is
    refused at the next try, which the edge takes to another instance.
    """

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled)
        if not enabled and not self.alive:
            self._hang_up()

    def _hang_up(self) -> None:
        listeners = [listener.sock for listener in self.sockets]
        for listener in listeners:
            _let_nobody_in(listener)
        while waiting := select.select(listeners, [], [], HANDSHAKE_SECONDS)[0]:
            for listener in waiting:
                self.accept(listener)
        for listener in listeners:
            listener.close()


def _let_nobody_in(listener: Any) -> None:
    program = ctypes.create_string_buffer(_PROGRAM)
    steps = len(_PROGRAM) // 8
    with contextlib.suppress(OSError):  # another kernel: what knocks in this moment may be lost
        listener.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, struct.pack("HP", steps, ctypes.addressof(program)))

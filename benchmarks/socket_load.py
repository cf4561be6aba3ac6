"""Generates load with sockets, each of which plays again as soon as it has received its result."""

from __future__ import annotations

import select
import socket
import struct
import time
from collections.abc import Iterator, Sequence

from benchmarks.figures import latencies
from benchmarks.load import Load
from benchmarks.wire import CLOSE, FINAL, PING, TWO_BYTES, Closed, masked, pong

NUMBER = 842
PLAY = masked({"number": NUMBER})
LOST_SECONDS = 5


class _Player:
    """Plays on one socket until the time `end`."""

    def __init__(self, connection: socket.socket, end: float) -> None:
        self.waits: list[float] = []
        self.last = 0.0
        self._connection = connection
        self._end = end
        self._sent = 0.0
        self._received = b""

    def play(self) -> None:
        self._sent = time.perf_counter()
        self._connection.sendall(PLAY)

    def receive(self) -> bool:
        """Returns whether a result is still pending. Raises OSError, Closed, and RuntimeError for another message."""
        data = self._connection.recv(65536)
        if not data:
            raise Closed
        self._received += data
        for kind, payload in self._frames():
            if kind == PING:
                self._connection.sendall(pong(payload))
            elif kind == FINAL | CLOSE:
                raise Closed
            elif str(NUMBER).encode() not in payload:
                raise RuntimeError(payload.decode())
            else:
                self._receive_result()
        return self._sent > self.last

    def _receive_result(self) -> None:
        self.last = time.perf_counter()
        self.waits.append(self.last - self._sent)
        if self.last < self._end:
            self.play()

    def _frames(self) -> Iterator[tuple[int, bytes]]:
        while len(self._received) >= 2:
            kind, length = self._received[:2]
            begin = 2
            if length == TWO_BYTES and len(self._received) >= 4:
                (length,) = struct.unpack("!H", self._received[2:4])
                begin = 4
            if len(self._received) < begin + length:
                return
            payload, self._received = self._received[begin : begin + length], self._received[begin + length :]
            yield kind, payload


def play(sockets: Sequence[socket.socket], seconds: float) -> Load:
    """Waits for the last results too. A socket that was closed or timed out counts as one failure."""
    began = time.perf_counter()
    players = {one.fileno(): _Player(one, began + seconds) for one in sockets}
    waiting, closed = set(players), 0
    with select.epoll() as arrivals:
        for number, player in players.items():
            arrivals.register(number, select.EPOLLIN)
            player.play()
        while waiting and time.perf_counter() < began + seconds + LOST_SECONDS:
            for number, _ in arrivals.poll(0.1):
                try:
                    if players[number].receive():
                        continue
                except (Closed, OSError):
                    arrivals.unregister(number)
                    closed += 1
                waiting.discard(number)
    waits = [wait for player in players.values() for wait in player.waits]
    took = max(player.last for player in players.values()) - began
    found = latencies(waits)
    return Load(len(waits), took, closed + len(waiting), found["p50_ms"], found["p99_ms"])

"""Sockets that reconnect when they are closed, and request the results that they missed."""

from __future__ import annotations

import random
import threading
import time

from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from load import Player
from tests import uncontended
from tests.contracts.documents import described_frame

BACK_SECONDS = 0.5  # the jitter of reconnects


class Listener:
    """`seqs` are the results received over all its connections, and `gaps` the times for which results were missing."""

    def __init__(self, url: str, player: Player) -> None:
        self._url, self._player = url, player
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._listen)
        self._connected = threading.Event()
        self.seqs: list[int] = []
        self.codes: list[int | None] = []
        self.refusals: list[str] = []
        self.gaps: list[float] = []

    def __enter__(self) -> Listener:
        self._thread.start()
        assert self._connected.wait(100)
        return self

    def __exit__(self, *_fault: object) -> None:
        self._end.set()
        self._thread.join()

    def _listen(self) -> None:
        closed_at = 0.0
        while not self._end.is_set():
            try:
                self._receive(closed_at)
            except InvalidStatus as refused:
                self.refusals.append(str(refused))
            except ConnectionClosed as closed:
                self.codes.append(closed.rcvd.code if closed.rcvd else None)
                closed_at = time.monotonic()
            self._end.wait(random.uniform(0, BACK_SECONDS))

    def _receive(self, closed_at: float) -> None:
        since = self.seqs[-1] if self.seqs else 0
        protocols = [Subprotocol("numberplay.v1"), Subprotocol(f"bearer.{self._player.access}")]
        with connect(f"{self._url}?since={since}", subprotocols=protocols, proxy=None) as connection:
            self._connected.set()
            connection.send('{"type": "ping"}')
            newest = None  # the newest result when it reconnected; the socket has caught up once it has received that
            while not self._end.is_set():
                try:
                    frame = described_frame(connection.recv(timeout=0.2))
                except TimeoutError:
                    continue
                if frame["type"] == "game_result":
                    self.seqs.append(frame["seq"])
                else:
                    newest = frame["seq"]
                if closed_at and newest is not None and self.seqs[-1] >= newest:
                    self.gaps.append(uncontended.since(closed_at))
                    closed_at = 0.0

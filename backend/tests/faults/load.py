"""Players who continuously play, read and sign in during a fault, and what they observed."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from typing import Any, Self

from tests import uncontended
from tests.faults.seen import Seen
from tests.processes.players import Account, Edge, Subscriber, wait_until
from tests.processes.programs import Serve, WebProgram

PAUSE_SECONDS = 0.05


class Player:
    """Plays through one process and reads through the other, or plays on a socket. Receives every result on
    a socket.
    """

    def __init__(self, seen: Seen, account: Account, subscriber: Subscriber, edges: tuple[Edge, Edge] | None) -> None:
        self.account = account
        self.subscriber = subscriber
        self.played: list[tuple[int, float]] = []  # seq, and when it was acknowledged
        self._seen = seen
        self._edges = edges

    def act(self) -> None:
        key = uuid.uuid4().hex
        if self._edges is None:
            self._play_by_socket(key)
            return
        player, reader = self._edges
        answer = self._seen.timed("play", lambda: player.play(self.account, 842, key))
        if answer is not None:
            self.played.append((answer.json()["seq"], time.monotonic()))
        self._read(reader, "history", lambda history: history[0]["seq"] if history else 0)
        self._read(reader, "statistics", lambda statistics: statistics["total_games"])

    def check(self) -> None:
        """Checks that every play arrived once and in order. Call it at the end."""
        plays = len(self.played)
        assert sorted(seq for seq, _ in self.played) == list(range(1, plays + 1))
        wait_until(lambda: len(self.subscriber.seqs) >= plays)
        assert self.subscriber.seqs == list(range(1, plays + 1))
        received = dict(zip(self.subscriber.seqs, self.subscriber.result_moments, strict=True))
        self._seen.delays += [uncontended.between(at, received[seq]) for seq, at in self.played]

    def _play_by_socket(self, key: str) -> None:
        began, before = time.monotonic(), len(self.subscriber.frames)
        self.subscriber.send(number=842, key=key)
        try:
            wait_until(lambda: any(frame.get("key") == key for frame in self.subscriber.frames[before:]))
        except TimeoutError:
            self._seen.errors.append(f"socket play: {self.subscriber.frames[before:]}, {self.subscriber.close_code}")
            return
        self._seen.note("socket play", uncontended.since(began))
        (frame,) = [frame for frame in self.subscriber.frames[before:] if frame.get("key") == key]
        self.played.append((frame["seq"], time.monotonic()))

    def _read(self, edge: Edge, name: str, newest: Callable[[Any], int]) -> None:
        began = time.monotonic()
        answer = self._seen.timed(name, lambda: edge.call("GET", f"/api/game/{name}/", self.account))
        if answer is not None:
            shown = newest(answer.json())
            missing = [uncontended.between(at, began) for seq, at in self.played if seq > shown]
            self._seen.ages.append(max(missing, default=0.0))


class Load:
    """A context manager: runs until the end of the block, and then waits for pending results."""

    def __init__(self, sockets: Serve, web: Sequence[WebProgram], *, players: int = 4, by_socket: int = 2) -> None:
        self.seen = Seen()
        self._stack = ExitStack()
        self._end = threading.Event()
        self._threads: list[threading.Thread] = []
        self._web = web
        first = self._edge(0)
        self._players: list[Player] = []
        for number in range(players + by_socket):
            account = first.register()
            subscriber = self._stack.enter_context(closing(Subscriber(sockets, account)))
            edges = (self._edge(number), self._edge(number + 1)) if number < players else None
            self._players.append(Player(self.seen, account, subscriber, edges))
        self._guest = first.register()

    def __enter__(self) -> Self:
        edge = self._edge(1)
        acts = [player.act for player in self._players]
        for act in (*acts, lambda: self.seen.timed("sign-in", lambda: edge.login(self._guest))):
            self._threads.append(threading.Thread(target=self._repeat, args=(act,), daemon=True))
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: object, *_fault: object) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join(30)
        with self._stack:
            if kind is None:
                for player in self._players:
                    player.check()

    def _repeat(self, act: Callable[[], object]) -> None:
        while not self._end.wait(PAUSE_SECONDS):
            act()

    def _edge(self, number: int) -> Edge:
        return self._stack.enter_context(closing(Edge(self._web[number % len(self._web)])))

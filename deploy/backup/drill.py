"""Players whose acknowledged plays are recorded, while the server is backed up, copied, destroyed and restored."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

import httpx

from tests.processes.players import Account, Edge
from tests.processes.programs import Serve

PLAYERS = 4


class Acknowledged(NamedTuple):
    player: int
    seq: int
    number: int
    sent_at: float
    at: float


@dataclass
class Load:
    """Plays until it is told to stop, and keeps on when a play is refused."""

    serve: Serve
    accounts: list[Account]
    ledger: list[Acknowledged] = field(default_factory=list)
    _stopping: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def running(self) -> Iterator[None]:
        threads = [threading.Thread(target=self._play, args=(account,)) for account in self.accounts]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._stopping.set()
            for thread in threads:
                thread.join()

    def _play(self, account: Account) -> None:
        with closing(Edge(self.serve)) as edge:
            for number in itertools.cycle((842, 841, 2, 9998)):
                if self._stopping.is_set():
                    return
                sent_at = time.time()
                try:
                    answer = edge.play(account, number)
                except httpx.HTTPError:
                    continue
                if answer.status_code == 200:
                    play = Acknowledged(account.user["id"], answer.json()["seq"], number, sent_at, time.time())
                    self.ledger.append(play)


@contextmanager
def stage(env: dict[str, str]) -> Iterator[Load]:
    with ExitStack() as stack:
        serve = stack.enter_context(Serve(env))
        edge = stack.enter_context(closing(Edge(serve)))
        yield Load(serve, [edge.register() for _ in range(PLAYERS)])

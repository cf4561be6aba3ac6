"""Players whose acknowledged plays are recorded while the server is backed up, destroyed and restored."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

import httpx

from installation import Installation
from tests.processes.players import Account, Edge
from tests.processes.programs import Serve

PLAYERS = 4
FIRST = """INSERT INTO game_play (player_id, seq, number, result, prize_hundredths, played_at)
VALUES ({player}, 1, 842, 'win', 42100, '2026-01-01')"""
DOUBLE = """INSERT INTO game_play (player_id, seq, number, result, prize_hundredths, played_at)
SELECT player_id, seq + {seq}, number, result, prize_hundredths, played_at FROM game_play WHERE player_id = {player}"""


class Acknowledged(NamedTuple):
    player: int
    seq: int
    number: int
    sent_at: float
    at: float


@dataclass
class Load:
    """Plays until it is stopped, and continues when a play is refused."""

    serve: Serve
    accounts: list[Account]
    ledger: list[Acknowledged] = field(default_factory=list)
    _stopping: threading.Event = field(default_factory=threading.Event)

    def renew_tokens(self) -> None:
        """Access tokens are valid for only five minutes."""
        with closing(Edge(self.serve)) as edge:
            for account in self.accounts:
                answer = edge.call("POST", "/auth/api/token/refresh/", body={"refresh": account.refresh})
                account.access, account.refresh = answer.json()["access"], answer.json()["refresh"]

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


class Crowd:
    """Adds a player, whose plays are doubled until there are as many as requested."""

    def __init__(self, site: Installation, load: Load, plays: int) -> None:
        self._site, self._plays, self.count = site, plays, 0
        if plays:
            with closing(Edge(load.serve)) as edge:
                self.player = edge.register().user["id"]
            site.execute(FIRST.format(player=self.player), "numberplay")
            self.count = 1

    def grow(self, share: float) -> None:
        while 0 < self.count < self._plays * share:
            self._site.execute(DOUBLE.format(player=self.player, seq=self.count), "numberplay")
            self.count *= 2

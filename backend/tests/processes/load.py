"""Many concurrent clients, each with its own connection, and the response times."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from tests import uncontended
from tests.processes.players import HANGS_SECONDS, Account
from tests.processes.programs import WebProgram

PAUSE_SECONDS = 0.1  # for a refused client; far less than Retry-After


@dataclass(frozen=True)
class Answer:
    """`status` is 0 if there was no response. Times are those of the monotonic clock."""

    kind: str
    began: float
    ended: float
    seconds: float
    status: int
    retry_after: str | None


class Load:
    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self._stop = threading.Event()

    def of(self, kind: str, *, after: float = 0, before: float = float("inf")) -> list[Answer]:
        """The requests that started between two times."""
        return [one for one in list(self.answers) if one.kind == kind and after <= one.began < before]

    def ask(self, client: httpx.Client, kind: str, method: str, path: str, body: object = None) -> Answer:
        began = time.monotonic()
        try:
            response = client.request(method, path, json=body)
            status, retry_after = response.status_code, response.headers.get("Retry-After")
        except httpx.HTTPError:
            status, retry_after = 0, None
        ended = time.monotonic()
        answer = Answer(kind, began, ended, uncontended.between(began, ended), status, retry_after)
        self.answers.append(answer)
        return answer

    def repeat(self, client: httpx.Client, turns: Sequence[tuple[str, str, str, object]], pause: float) -> None:
        """Repeats the given requests (kind, method, path, body) in turn until the end."""
        number = 0
        while not self._stop.is_set():
            answer = self.ask(client, *turns[number % len(turns)])
            self._stop.wait(pause if answer.status == 200 else max(pause, PAUSE_SECONDS))
            number += 1

    def end(self) -> None:
        self._stop.set()


PLAYS = ("play", "POST", "/api/game/play/", {"number": 842})
READS = ("read", "GET", "/api/game/statistics/", None)
LIVE = ("live", "GET", "/health/live/", None)


@contextmanager
def under_load(program: WebProgram, accounts: Sequence[Account], probes: int = 2) -> Iterator[Load]:
    """One client per account, which plays and reads, and some clients that check the liveness of the process."""
    load = Load()
    works: list[Callable[[], None]] = []
    with httpx.Client(base_url=program.url, trust_env=False) as shape:
        url = shape.base_url
    clients = []
    for number in range(len(accounts) + probes):
        headers = {"Authorization": f"Bearer {accounts[number].access}"} if number < len(accounts) else {}
        client = httpx.Client(base_url=url, headers=headers, trust_env=False, timeout=HANGS_SECONDS)
        clients.append(client)
        turns, pause = ([PLAYS, READS], 0.02) if headers else ([LIVE], 0.05)
        works.append(lambda client=client, turns=turns, pause=pause: load.repeat(client, turns, pause))  # type: ignore[misc]
    threads = [threading.Thread(target=work, daemon=True) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield load
    finally:
        load.end()
        for thread in threads:
            thread.join(30)
        for client in clients:
            client.close()

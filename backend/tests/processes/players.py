"""Players of a process, over real HTTP and real WebSockets."""

from __future__ import annotations

import itertools
import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests import uncontended, used_secrets
from tests.contracts.documents import described_frame
from tests.processes.programs import WebProgram

PASSWORD = "correct horse battery staple"
SECONDS = 5.0  # the time within which a result has to arrive, according to the contract
ANSWER_SECONDS = 15.0  # for any request
HANGS_SECONDS = 100.0

logging.getLogger("httpx").setLevel(logging.WARNING)

_numbers = itertools.count(1)


@dataclass
class Account:
    user: dict[str, Any]
    access: str
    refresh: str

    @classmethod
    def of(cls, answer: httpx.Response) -> Account:
        body = answer.json()
        return cls(body["user"], body["access"], body["refresh"])


class Edge:
    """The HTTP side of one process."""

    def __init__(self, program: WebProgram) -> None:
        self.program = program
        self._client = httpx.Client(base_url=program.url, trust_env=False, timeout=HANGS_SECONDS)

    def close(self) -> None:
        self._client.close()

    def call(
        self,
        method: str,
        path: str,
        account: Account | None = None,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        names = dict(headers or {})
        if account is not None:
            names["Authorization"] = f"Bearer {account.access}"
        used_secrets.suite.used(body, names.get("Authorization"))
        began = time.monotonic()
        answer = self._client.request(method, path, json=body, headers=names)
        answer.elapsed = timedelta(seconds=uncontended.since(began))
        if answer.elapsed > timedelta(seconds=ANSWER_SECONDS):
            raise httpx.ReadTimeout(f"{method} {path} took {answer.elapsed}", request=answer.request)
        is_json = answer.headers.get("Content-Type") == "application/json"
        used_secrets.suite.used(answer.json() if is_json else None, *answer.cookies.values())
        return answer

    def register(self, headers: Mapping[str, str] | None = None) -> Account:
        name = f"p{os.getpid()}_{next(_numbers)}"
        body = {"username": name, "email": f"{name}@example.com", "password": PASSWORD}
        answer = self.call("POST", "/auth/api/register/", body=body, headers=headers)
        assert answer.status_code == 201, answer.text
        return Account.of(answer)

    def login(self, account: Account) -> httpx.Response:
        body = {"email": account.user["email"], "password": PASSWORD}
        return self.call("POST", "/auth/api/login/", body=body)

    def play(self, account: Account, number: int, key: str | None = None) -> httpx.Response:
        headers = {} if key is None else {"Idempotency-Key": key}
        return self.call("POST", "/api/game/play/", account, {"number": number}, headers)

    def history(self, account: Account) -> Any:
        return self._read("/api/game/history/", account)

    def statistics(self, account: Account) -> Any:
        return self._read("/api/game/statistics/", account)

    def results(self, account: Account) -> Any:
        """The newest hundred results, oldest first."""
        return self._read("/api/game/results/?page_size=100", account)["results"][::-1]

    def sockets(self) -> float:
        """The number of open sockets and event streams of the process."""
        lines = self.call("GET", "/metrics").text.splitlines()
        return next(float(line.split()[1]) for line in lines if line.startswith("numberplay_sockets"))

    def _read(self, path: str, account: Account) -> Any:
        answer = self.call("GET", path, account)
        assert answer.status_code == 200, answer.text
        return answer.json()


class Subscriber:
    """A socket that is read continuously, and records when each frame arrived."""

    def __init__(self, program: WebProgram, account: Account, query: str = "") -> None:
        protocols = [Subprotocol("numberplay.v1"), Subprotocol(f"bearer.{account.access}")]
        address = program.socket_url + query
        self._end = ExitStack()
        opening = connect(address, subprotocols=protocols, proxy=None, max_queue=None)
        self._socket: ClientConnection = self._end.enter_context(opening)
        self.frames: list[dict[str, Any]] = []
        self.moments: list[float] = []
        self.close_code: int | None = None
        self.closed_at = 0.0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def results(self) -> list[dict[str, Any]]:
        return [frame for frame in self.frames if frame["type"] == "game_result"]

    @property
    def result_moments(self) -> list[float]:
        """When each of `results` arrived, in `time.monotonic()`."""
        return [at for frame, at in zip(self.frames, self.moments, strict=False) if frame["type"] == "game_result"]

    @property
    def seqs(self) -> list[int]:
        return [frame["seq"] for frame in self.results]

    def send(self, **frame: Any) -> None:
        self._socket.send(json.dumps(frame))

    def ask(self, **frame: Any) -> dict[str, Any]:
        """Sends the frame, and returns the next one that arrives."""
        received = len(self.frames)
        self.send(**frame)
        wait_until(lambda: len(self.frames) > received)
        return self.frames[received]

    def wait_for(self, seq: int, seconds: float = SECONDS) -> None:
        """Waits until the result `seq` has arrived; fails if it takes longer."""
        wait_until(lambda: bool(self.seqs) and self.seqs[-1] >= seq, seconds)

    def closed(self, seconds: float = SECONDS) -> int:
        wait_until(lambda: self.close_code is not None, seconds)
        assert self.close_code is not None
        return self.close_code

    def close(self) -> None:
        self._end.close()
        self._reader.join(5)

    def _read(self) -> None:
        try:
            for text in self._socket:
                self.moments.append(time.monotonic())
                self.frames.append(described_frame(text))
        except ConnectionClosed:
            pass
        self.closed_at = time.monotonic()
        self.close_code = self._socket.close_code


@contextmanager
def subscribed(program: WebProgram, *accounts: Account, query: str = "") -> Iterator[list[Subscriber]]:
    """One socket for each account."""
    with ExitStack() as stack:
        yield [stack.enter_context(closing(Subscriber(program, account, query))) for account in accounts]


def wait_until(condition: Callable[[], bool], seconds: float = SECONDS) -> None:
    began = time.monotonic()
    while not condition():
        if uncontended.since(began) > seconds:
            raise TimeoutError
        time.sleep(0.01)

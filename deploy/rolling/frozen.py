"""Players who play and read while a process is frozen (SIGSTOP), and what they notice."""

from __future__ import annotations

import os
import signal
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

PAUSE_SECONDS = 0.05
LATE_SECONDS = 1.0
CLIENT_SECONDS = 90.0  # longer than anything measured here


class Client:
    """Alternates between plays with a key and reads. `played` has the first responses; failed plays are repeated."""

    def __init__(self, http: httpx.Client, access: str) -> None:
        self._http = http
        self._authorization = {"Authorization": f"Bearer {access}"}
        self.played: list[dict[str, Any]] = []
        self.seconds: dict[str, list[float]] = {"GET": [], "POST": []}
        self.failures: list[str] = []

    def run(self, end: threading.Event) -> None:
        while not end.wait(PAUSE_SECONDS):
            key = uuid.uuid4().hex
            while (result := self._send("POST", "/api/game/play/", {"number": 842}, key)) is None:
                continue
            self.played.append(result)
            self._send("GET", "/api/game/results/?page_size=3")

    def _send(self, method: str, path: str, body: Any = None, key: str = "") -> Any:
        headers = {**self._authorization, "Idempotency-Key": key} if key else self._authorization
        began = time.monotonic()
        try:
            answer = self._http.request(method, path, json=body, headers=headers)
        except httpx.TransportError as error:
            outcome = type(error).__name__
        else:
            outcome = str(answer.status_code)
        self.seconds[method].append(time.monotonic() - began)
        if outcome == "200":
            return answer.json()
        self.failures.append(f"{method} {outcome}")
        return None

    def results(self) -> list[dict[str, Any]]:
        """All plays of the player, oldest first."""
        found: list[dict[str, Any]] = []
        page = "/api/game/results/?page_size=100"
        while page:
            answer = self._http.get(page, headers=self._authorization).json()
            found += answer["results"]
            page = answer["next"]
        return found[::-1]


@contextmanager
def playing(clients: Sequence[Client]) -> Iterator[None]:
    end = threading.Event()
    threads = [threading.Thread(target=client.run, args=(end,)) for client in clients]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        end.set()
        for thread in threads:
            thread.join()


@contextmanager
def frozen(pids: Sequence[int]) -> Iterator[None]:
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            if Path(f"/proc/{pid}").exists():  # gunicorn kills a worker that is silent for its `timeout`
                os.kill(pid, signal.SIGCONT)


def row(name: str, clients: Sequence[Client]) -> str:
    """The rows of the table in docs/edge.md."""
    cells = [name]
    for method in ("POST", "GET"):
        seconds = [each for client in clients for each in client.seconds[method]]
        late = [each for each in seconds if each >= LATE_SECONDS]
        failed = [each for client in clients for each in client.failures if each.startswith(method)]
        cells.append(f"{len(seconds)} | {len(late)} | {max(seconds):.1f} s | {len(failed)}")
    return f"| {' | '.join(cells)} |"

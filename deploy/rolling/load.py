"""Players who play continuously and never retry."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import httpx

PASSWORD = "correct horse battery staple"  # noqa: S105  of players that live as long as a test
PAUSE_SECONDS = 0.02
REGISTRATION_SECONDS = 2.0


@dataclass
class Player:
    """`acknowledged` has the results of successful plays."""

    name: str
    access: str = ""
    refresh: str = ""
    acknowledged: list[dict[str, Any]] = field(default_factory=list)

    @property
    def email(self) -> str:
        return f"{self.name}@example.com"


class Load:
    """Uses one thread per player. Unexpected responses are added to `failures`."""

    def __init__(self, url: str, players: int) -> None:
        self._client = httpx.Client(base_url=url, trust_env=False, timeout=100)
        self._end = threading.Event()
        self.failures: list[str] = []
        self.answers: Counter[str] = Counter()
        self.players = [self.register(f"roller_{number}") for number in range(players)]
        self.newcomers: list[Player] = []
        self._threads = [threading.Thread(target=self._play, args=(player,)) for player in self.players]
        self._threads.append(threading.Thread(target=self._register_all_the_time))

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self.stop()
        self._client.close()

    def stop(self) -> None:
        self._end.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def register(self, name: str) -> Player:
        player = Player(name)
        body = {"username": name, "email": player.email, "password": PASSWORD}
        answer = self._client.post("/auth/api/register/", json=body)
        self._judge(answer, 201)
        player.access, player.refresh = answer.json()["access"], answer.json()["refresh"]
        return player

    def _play(self, player: Player) -> None:
        refreshed_at = time.monotonic()
        while not self._end.wait(PAUSE_SECONDS):
            headers = {"Authorization": f"Bearer {player.access}"}
            played = self._ask("POST", "/api/game/play/", json={"number": 842}, headers=headers)
            if played is not None:
                player.acknowledged.append(played)
            self._ask("GET", "/api/game/statistics/", headers=headers)
            if time.monotonic() - refreshed_at > 1:
                fresh = self._ask("POST", "/auth/api/token/refresh/", json={"refresh": player.refresh})
                if fresh is not None:
                    player.access, player.refresh = fresh["access"], fresh["refresh"]
                refreshed_at = time.monotonic()

    def _register_all_the_time(self) -> None:
        while not self._end.wait(REGISTRATION_SECONDS):
            try:
                self.newcomers.append(self.register(f"newcomer_{len(self.newcomers)}"))
            except (httpx.HTTPError, KeyError) as error:
                self.failures.append(f"register: {error!r}")

    def _ask(self, method: str, path: str, **request: Any) -> Any:
        try:
            answer = self._client.request(method, path, **request)
        except httpx.HTTPError as error:
            self.failures.append(f"{method} {path}: {error!r}")
            return None
        self._judge(answer, 200)
        return answer.json() if answer.status_code == 200 else None

    def _judge(self, answer: httpx.Response, expected: int) -> None:
        self.answers[answer.request.url.path] += 1
        if answer.status_code != expected:
            self.failures.append(f"{answer.request.method} {answer.request.url.path}: {answer.status_code}")

"""Do those who play feel a flood of sign-ins?

`PYTHONPATH=..:. python -m benchmarks.accounts.login_flood` plays at a steady pace, first calm, then beside 50 logins a
second, and ends with 1 where the p99 of a play more than doubles.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from benchmarks.accounts.stack import PASSWORD, Client, gunicorn

PLAYERS = 4
PLAYS_A_SECOND = 10  # of each player
LOGINS_A_SECOND = 50
SECONDS = 10
ALLOWED = 2.0


def main() -> int:
    with gunicorn() as port:
        tokens = [Client(port).register(f"player_{number}") for number in range(PLAYERS)]
        _play(port, tokens, seconds=3)
        calm = _play(port, tokens)
        end, outcomes = threading.Event(), Counter[int]()
        flood = threading.Thread(target=_flood, args=(port, end, outcomes))
        flood.start()
        time.sleep(2)
        flooded = _play(port, tokens)
        end.set()
        flood.join()
    print(f"calm    {_told(calm)}\nflooded {_told(flooded)}\nlogins by status: {dict(outcomes)}")
    ratio = _share(flooded, 0.99) / _share(calm, 0.99)
    print(f"p99 of a play: {ratio:.2f} times its calm value")
    return 0 if ratio <= ALLOWED else 1


def _play(port: int, tokens: list[str], *, seconds: float = SECONDS) -> list[float]:
    """The milliseconds of all plays."""

    def play(token: str) -> list[float]:
        client, taken, due = Client(port), [], time.perf_counter()
        end = due + seconds
        while due < end:
            time.sleep(max(0.0, due - time.perf_counter()))
            status, answer, took = client.post("/api/game/play/", {"number": 842}, token)
            assert status == 200, answer
            taken.append(took * 1000)
            due += 1 / PLAYS_A_SECOND
        return taken

    with ThreadPoolExecutor(len(tokens)) as threads:
        return sorted(one for taken in threads.map(play, tokens) for one in taken)


def _flood(port: int, end: threading.Event, outcomes: Counter[int]) -> None:
    """Right and wrong passwords in turn, each on a connection of its own, however slow the answers are."""

    def login(number: int) -> None:
        password = PASSWORD if number % 2 else "wrong"
        try:
            status, _, _ = Client(port).post(
                "/auth/api/login/", {"email": "player_1@example.com", "password": password}
            )
        except OSError:
            status = 0
        outcomes[status] += 1

    with ThreadPoolExecutor(100) as threads:
        number, due = 0, time.perf_counter()
        while not end.is_set():
            threads.submit(login, number)
            number, due = number + 1, due + 1 / LOGINS_A_SECOND
            time.sleep(max(0.0, due - time.perf_counter()))


def _share(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))]


def _told(values: list[float]) -> str:
    return f"p50 {_share(values, 0.5):6.1f} ms  p99 {_share(values, 0.99):6.1f} ms  {len(values)} plays"


if __name__ == "__main__":
    sys.exit(main())

"""Does a flood of sign-ins slow down plays?

`PYTHONPATH=..:. python -m benchmarks.accounts.login_flood` plays at a constant rate, in alternating rounds without and
with 50 sign-ins per second from another process, and exits with 1 if the p99 of a play more than doubles.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection

from benchmarks.accounts.stack import PASSWORD, Client, gunicorn

ROUNDS = 5
PLAYERS = 4
PLAYS_A_SECOND = 10  # of each player
LOGINS_A_SECOND = 50
SECONDS = 6
ALLOWED = 2.0


def main() -> int:
    calm, flooded, outcomes = [], [], Counter[int]()
    with gunicorn() as port:
        tokens = [Client(port).register(f"player_{number}") for number in range(PLAYERS)]
        _play(port, tokens, seconds=3)
        for number in range(ROUNDS):
            calm.append(_play(port, tokens))
            with _flood(port, outcomes):
                flooded.append(_play(port, tokens))
            print(f"{number + 1}  calm {_formatted(calm[-1])}   flooded {_formatted(flooded[-1])}", flush=True)
    print(f"logins by status: {dict(outcomes)}")
    quiet, loud = _p99(calm), _p99(flooded)
    ratio = loud / quiet
    print(f"p99 of a play, medians of the rounds: {quiet:.1f} ms calm, {loud:.1f} ms flooded, {ratio:.2f} times")
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


@contextmanager
def _flood(port: int, outcomes: Counter[int]) -> Iterator[None]:
    """Runs in a separate process, so that it doesn't delay the measured plays."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_log_in, args=(port, theirs))
    process.start()
    ours.recv()
    try:
        yield
    finally:
        ours.send("end")
        outcomes.update(ours.recv())
        process.join()


def _log_in(port: int, control: Connection) -> None:
    """Sends correct and wrong passwords in turn, each on its own connection, however slow the responses are."""
    outcomes = Counter[int]()

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
        while not control.poll():
            threads.submit(login, number)
            number, due = number + 1, due + 1 / LOGINS_A_SECOND
            if number == LOGINS_A_SECOND:
                control.send("in full flow")
            time.sleep(max(0.0, due - time.perf_counter()))
    control.send(outcomes)


def _p99(rounds: list[list[float]]) -> float:
    return statistics.median(_share(taken, 0.99) for taken in rounds)


def _share(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))]


def _formatted(values: list[float]) -> str:
    return f"p50 {_share(values, 0.5):6.1f} ms  p99 {_share(values, 0.99):6.1f} ms  {len(values)} plays"


if __name__ == "__main__":
    sys.exit(main())

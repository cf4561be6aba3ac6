"""Can thirty players sign in at once, without slowing down other players?

`PYTHONPATH=..:. python -m benchmarks.accounts.login_burst` plays at a constant rate, in alternating rounds without and
with bursts of 30 sign-ins from several addresses every two seconds. It exits with 1 if a sign-in fails or takes longer
than ten seconds, or if the p99 of a play more than doubles.
"""

from __future__ import annotations

import http.client
import json
import multiprocessing
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection

from benchmarks.accounts.login_flood import ALLOWED, PLAYERS, ROUNDS, _formatted, _p99, _play
from benchmarks.accounts.stack import PASSWORD, Client, gunicorn
from tests.services.ports import HOST

SIGN_INS = 30
EVERY_SECONDS = 2.0
ALLOWED_SECONDS = 10.0


def main() -> int:
    calm, busy, bursts = [], [], list[tuple[int, float, float]]()
    with gunicorn() as port:
        tokens = [Client(port).register(f"player_{number}") for number in range(PLAYERS)]
        _play(port, tokens, seconds=3)
        for number in range(ROUNDS):
            calm.append(_play(port, tokens))
            with _bursts(port, bursts):
                busy.append(_play(port, tokens))
            print(f"{number + 1}  calm {_formatted(calm[-1])}   beside bursts {_formatted(busy[-1])}", flush=True)
    succeeded = sum(number for number, _, _ in bursts)
    median, last = (statistics.median(burst[at] for burst in bursts) for at in (1, 2))
    slowest = max(burst[2] for burst in bursts)
    print(f"{succeeded} of {len(bursts) * SIGN_INS} sign-ins succeeded, in {len(bursts)} bursts of {SIGN_INS}")
    print(
        f"seconds of a burst, medians: half are in after {median:.2f}, all after {last:.2f}; the slowest {slowest:.2f}"
    )
    ratio = _p99(busy) / _p99(calm)
    print(f"p99 of a play, medians of the rounds: {_p99(calm):.1f} ms calm, {_p99(busy):.1f} ms, {ratio:.2f} times")
    return 0 if succeeded == len(bursts) * SIGN_INS and slowest <= ALLOWED_SECONDS and ratio <= ALLOWED else 1


@contextmanager
def _bursts(port: int, found: list[tuple[int, float, float]]) -> Iterator[None]:
    """Runs in a separate process, so that it doesn't delay the measured plays."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_repeat, args=(port, theirs))
    process.start()
    ours.recv()
    try:
        yield
    finally:
        ours.send("end")
        found.extend(ours.recv())
        process.join()


def _repeat(port: int, control: Connection) -> None:
    found = []
    control.send("ready")
    while not control.poll():
        began = time.perf_counter()
        found.append(_burst(port))
        time.sleep(max(0.0, began + EVERY_SECONDS - time.perf_counter()))
    control.send(found)


def _burst(port: int) -> tuple[int, float, float]:
    """Returns how many succeeded, and how many seconds it took to answer half of them and all of them."""
    all_there = threading.Barrier(SIGN_INS)

    def sign_in(number: int) -> tuple[int, float]:
        connection = http.client.HTTPConnection(HOST, port, timeout=30, source_address=(f"127.0.0.{2 + number % 6}", 0))
        connection.connect()
        body = json.dumps({"email": f"player_{number % PLAYERS}@example.com", "password": PASSWORD})
        all_there.wait()
        began = time.perf_counter()
        connection.request("POST", "/auth/api/login/", body, {"Content-Type": "application/json"})
        status = connection.getresponse().status
        taken = time.perf_counter() - began
        connection.close()
        return status, taken

    with ThreadPoolExecutor(SIGN_INS) as threads:
        outcomes = list(threads.map(sign_in, range(SIGN_INS)))
    times = sorted(taken for _, taken in outcomes)
    return sum(status == 200 for status, _ in outcomes), times[len(times) // 2], times[-1]


if __name__ == "__main__":
    sys.exit(main())

"""Polling players: each reads history and statistics once a second, like a page without a socket."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Sequence

from tests.services.ports import HOST

PATHS = ("/api/game/history/", "/api/game/statistics/")
CONNECTIONS = 16


def poll(port: int, tokens: Sequence[str], seconds: int) -> int:
    """Returns the number of successful reads. Raises RuntimeError if a read failed or the server was too slow."""
    counts: list[int] = []
    threads = [
        threading.Thread(target=_poll, args=(port, tokens[number::CONNECTIONS], seconds, counts))
        for number in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wanted = seconds * len(tokens) * len(PATHS)
    if sum(counts) != wanted:
        raise RuntimeError(f"{sum(counts)} of {wanted} reads")
    return wanted


def _poll(port: int, tokens: Sequence[str], seconds: int, counts: list[int]) -> None:
    """One connection for several players, who read one after another within each second."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    began = time.monotonic()
    count = 0
    try:
        for second in range(seconds):
            for number, token in enumerate(tokens):
                time.sleep(max(0.0, began + second + number / len(tokens) - time.monotonic()))
                count += sum(_read(connection, path, token) for path in PATHS)
    finally:
        connection.close()
        counts.append(count)


def _read(connection: http.client.HTTPConnection, path: str, token: str) -> bool:
    connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    answer.read()
    return answer.status == 200

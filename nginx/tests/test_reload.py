"""A reload under load: RELOADS=20 RELOAD_PLAYERS=20 measures it. Requests aren't retried here.

From nginx 1.27.4 on, no keep-alive connection is closed during a request. Older versions close some, but such a request
has never been passed on.
"""

from __future__ import annotations

import http.client
import os
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from threading import Event, Thread

import pytest

from asking import SECONDS
from conftest import System
from tests.services.binaries import find
from tests.services.ports import HOST

RELOADS = int(os.environ.get("RELOADS", "3"))
PLAYERS = int(os.environ.get("RELOAD_PLAYERS", "8"))
BETWEEN_SECONDS = 0.7
PAUSE_SECONDS = 0.01
PATH = "/api/game/play/"

Start = Callable[..., System]


@pytest.fixture(scope="module")
def keeps_connections() -> bool:
    text = subprocess.run([find("nginx", package="nginx"), "-v"], capture_output=True, text=True, check=True).stderr
    version = text.partition("nginx/")[2].split()[0]
    return tuple(int(part) for part in version.split(".")) >= (1, 27, 4)


class Client:
    """Plays over one connection for as long as it stays open. `counts` has the outcomes of the requests."""

    def __init__(self, port: int, end: Event) -> None:
        self._port, self._end = port, end
        self.counts: Counter[str] = Counter()

    def run(self) -> None:
        while not self._end.is_set():
            connection = http.client.HTTPConnection(HOST, self._port, timeout=SECONDS)
            try:
                self._play(connection)
            except (http.client.HTTPException, OSError) as error:
                self.counts[type(error).__name__] += 1
            finally:
                connection.close()

    def _play(self, connection: http.client.HTTPConnection) -> None:
        while not self._end.is_set():
            connection.request("POST", PATH, b"{}")
            answer = connection.getresponse()
            answer.read()
            self.counts[str(answer.status)] += 1
            if connection.sock is None:  # the response announced the close
                return
            time.sleep(random.uniform(0, PAUSE_SECONDS))


def test_a_kept_connection_serves_one_more_request_after_a_reload(start: Start, *, keeps_connections: bool) -> None:
    system = start()
    with closing(http.client.HTTPConnection(HOST, system.port, timeout=SECONDS)) as connection:
        connection.request("POST", PATH, b"{}")
        assert connection.getresponse().read() == b"{}"
        system.edge.reload()
        if keeps_connections:
            answer = answer_to_one_more(connection)
            assert (answer.status, answer.getheader("Connection"), answer.read()) == (200, "close", b"{}")
            return
        with pytest.raises(OSError):  # noqa: PT011  closed, or reset
            answer_to_one_more(connection)
        assert len(system.http.requests) == 1


def answer_to_one_more(connection: http.client.HTTPConnection) -> http.client.HTTPResponse:
    connection.request("POST", PATH, b"{}")
    return connection.getresponse()


def test_reloads_under_load(start: Start, *, keeps_connections: bool) -> None:
    system, end = start(CONNECTIONS_PER_WORKER="1024"), Event()
    clients = [Client(system.port, end) for _ in range(PLAYERS)]
    threads = [Thread(target=client.run) for client in clients]
    for thread in threads:
        thread.start()
    for _ in range(RELOADS):
        time.sleep(BETWEEN_SECONDS)
        system.edge.reload()
    time.sleep(BETWEEN_SECONDS)
    end.set()
    for thread in threads:
        thread.join()
    counts = sum((client.counts for client in clients), Counter[str]())
    print(f"{RELOADS} reloads: {dict(counts)}")
    assert counts["200"] == len(system.http.requests)
    if keeps_connections:
        assert set(counts) == {"200"}

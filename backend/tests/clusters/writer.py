"""A process that plays with `game.services.play`: `writer.py <seconds between a refusal and its repeat>`.

Reads one JSON object, `{"threads": [[player, [[key, number], …]], …]}`, and writes one line per play when it is
acknowledged: player, key, number, seq, and the errors that came first. Like a client, it repeats a refused play with
its key until it is acknowledged.
"""

from __future__ import annotations

import json
import sys
import time
from threading import Lock, Thread
from typing import Any

import django

_printing = Lock()


def main() -> None:
    django.setup()
    pause = float(sys.argv[1])
    threads = [Thread(target=play_all, args=(*work, pause)) for work in json.load(sys.stdin)["threads"]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def play_all(player: int, plays: list[tuple[str, int]], pause: float) -> None:
    from django.db import connection

    for key, number in plays:
        seq, errors = play(player, key, number, pause)
        with _printing:
            print(json.dumps([player, key, number, seq, errors]), flush=True)
    connection.close()


def play(player: int, key: str, number: int, pause: float) -> tuple[int, list[Any]]:
    from django.db import DatabaseError, close_old_connections

    from game import services

    errors: list[Any] = []
    while True:
        try:
            return services.play(player, number, key=key).seq, errors
        except DatabaseError as error:
            errors.append(error.args[0] if error.args else repr(error))
            close_old_connections()  # as after a request that failed
            time.sleep(pause)


if __name__ == "__main__":
    main()

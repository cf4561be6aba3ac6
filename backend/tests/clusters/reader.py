"""A process that plays on one node and then reads on another: `reader.py <player> <plays> <port of the other node>`.

Prints how many reads were older than the play acknowledged before them, and the median milliseconds of a play and of a
read.
"""

from __future__ import annotations

import random
import statistics
import sys
import time

import django


def main(player: int, plays: int, port: int) -> None:
    django.setup()
    from django.db import connections

    connections.settings["other"] = {**connections.settings["default"], "PORT": port}
    older, playing, reading = 0, [], []
    for _ in range(plays):
        began = time.perf_counter()
        seq = play(player)
        acknowledged = time.perf_counter()
        older += newest(player) < seq
        reading.append(time.perf_counter() - acknowledged)
        playing.append(acknowledged - began)
    print(older, 1000 * statistics.median(playing), 1000 * statistics.median(reading))


def play(player: int) -> int:
    from game import services

    return services.play(player, random.randint(1, 9999)).seq


def newest(player: int) -> int:
    from game.models import Play

    plays = Play.objects.using("other").filter(player_id=player)
    return plays.order_by("-seq").values_list("seq", flat=True).first() or 0


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

"""Reading old plays costs no more than reading new ones, even for a player who has most of the plays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from tests.api import Player
from tests.game.plays import add_plays

PLAYS = 4000
STEPS = 10  # of SQLite's virtual machine, about as many as for one row


def csv(player: Player) -> int:
    return len(player.get("/api/game/results/export/").raw.splitlines()) - 1


def everything_held(player: Player) -> int:
    return len(player.get("/auth/api/user/export/").json["plays"])


def pages(player: Player) -> int:
    count, path = 0, "/api/game/results/?page_size=100"
    while path:
        page = player.get(path).json
        count, path = count + len(page["results"]), page["next"]
    return count


def pages_back(player: Player) -> int:
    """From the oldest to the newest."""
    path = "/api/game/results/?page_size=100"
    while (page := player.get(path).json)["next"]:
        path = page["next"]
    count = len(page["results"])
    while path := page["previous"]:
        page = player.get(path).json
        count += len(page["results"])
    return count


@contextmanager
def work() -> Iterator[list[int]]:
    """Measures the database's work in the block: examined rows and index entries, or steps of its virtual machine."""
    done = [0]
    if connection.vendor == "sqlite":

        def count() -> None:
            done[0] += 1

        connection.ensure_connection()
        connection.connection.set_progress_handler(count, STEPS)
        yield done
        connection.connection.set_progress_handler(None, STEPS)
    else:
        before = looked_at()
        yield done
        done[0] = looked_at() - before


def looked_at() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW SESSION STATUS WHERE Variable_name REGEXP '^Handler_(read|icp_attempts)'")
        return sum(int(value) for _, value in cursor.fetchall())


@pytest.mark.parametrize("read", [csv, everything_held, pages, pages_back])
def test_no_chunk_and_no_page_looks_at_the_plays_before_it(player: Player, read: Callable[[Player], int]) -> None:
    """Reading all earlier plays for each play would examine eight rows per play here, and more with more plays."""
    add_plays(player.id, PLAYS)
    with work() as looks:
        assert read(player) == PLAYS
    assert PLAYS <= looks[0] <= 4 * PLAYS

"""If a worker is killed while creating an export, the next one continues it, and there is one complete file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from tests.processes.players import Account, wait_until
from tests.processes.post import Post

PLAYS = 50_000
PARTS = 10
EXPORTS, CHUNKS = "SELECT state, chunks, written FROM game_export", "SELECT position FROM game_exportchunk"
MADE_SECONDS = 60

# The tasks that beat would queue a minute later and a day later.
SWEEP = """
from datetime import timedelta
from django.utils import timezone
from game.exports import tasks
from game.models import Export
print("queued", tasks.sweep_exports())
Export.objects.update(changed_at=timezone.now() - tasks.STALLED)
print("queued", tasks.sweep_exports())
"""
CLEAR = """
from datetime import timedelta
from django.utils import timezone
from game.exports import tasks
from game.models import Export
Export.objects.update(changed_at=timezone.now() - tasks.KEPT - timedelta(seconds=1))
print("cleared", tasks.clear_exports(), tasks.clear_exports())
"""


def read(post: Post, query: str) -> list[Any]:
    with closing(sqlite3.connect(post.database)) as connection:
        return connection.execute(query).fetchall()


@contextmanager
def between_two_parts(post: Post, parts: int) -> Iterator[None]:
    """Keeps the worker from storing another part once there are that many."""
    wait_until(lambda: len(read(post, CHUNKS)) >= parts, MADE_SECONDS)
    with closing(sqlite3.connect(post.database, isolation_level=None, timeout=60)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def requested(post: Post, account: Account) -> dict[str, Any]:
    answer = post.edge.call("POST", "/api/game/exports/", account)
    assert answer.status_code == 202
    return dict(answer.json())


def test_the_next_worker_continues_it(post: Post) -> None:
    account = post.edge.register()
    post.shell(f"from tests.game.plays import add_plays; add_plays({account.user['id']}, {PLAYS})")
    export = requested(post, account)
    with between_two_parts(post, 2):
        post.worker.kill()
        [(state, chunks, written)] = read(post, EXPORTS)
    assert (state, written) == ("running", chunks * PLAYS // PARTS)
    assert 2 <= chunks < PARTS
    assert read(post, CHUNKS) == [(position,) for position in range(chunks)]
    again = requested(post, account)
    assert (again["id"], again["state"], again["url"]) == (export["id"], "running", None)

    post.worker.start()
    assert post.shell(SWEEP).splitlines() == ["queued 0", "queued 1"]

    path = f"/api/game/exports/{export['id']}/"
    wait_until(lambda: post.edge.call("GET", path, account).json()["state"] == "ready", MADE_SECONDS)
    assert read(post, EXPORTS) == [("ready", PARTS, PLAYS)]
    assert read(post, CHUNKS) == [(position,) for position in range(PARTS)]
    made = post.edge.call("GET", path, account).json()
    file = post.edge.call("GET", made["url"].partition("/api/")[2].join(("/api/", "")))
    assert file.content == post.edge.call("GET", "/api/game/results/export/", account).content
    assert post.shell(CLEAR) == "cleared 1 0"
    assert (read(post, EXPORTS), read(post, CHUNKS)) == ([], [])

"""A player can run two downloads at once, and a slot becomes free however its download ends."""

from __future__ import annotations

import asyncio
import gc
import time
import uuid
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_redis import get_redis_connection

from config.asgi import application
from config.processes import download_paths
from core.api import download_slots, streaming
from core.api.download_slots import EXPIRY_SECONDS, PER_OWNER, DownloadSlot
from core.servers.slow_clients import GRACE_SECONDS, LEAST_BYTES_PER_SECOND, SendTimeout
from game import selectors
from game.csv_text import COLUMNS
from tests import uncontended
from tests.api import PASSWORD, Player, registered
from tests.contracts.documents import operations

CSV = "/api/game/results/export/"
JSON = "/auth/api/user/export/"

pytestmark = pytest.mark.usefixtures("transactional_db")


def opened(player: Player, path: str = CSV, method: str = "GET") -> Any:
    """A response that hasn't been read yet."""
    return Client().generic(method, path, HTTP_AUTHORIZATION=f"Bearer {player.access}")


def statuses(player: Player, count: int = PER_OWNER + 1) -> list[int]:
    """Results of concurrent downloads."""
    running = [opened(player) for _ in range(count)]
    for response in running:
        response.close()
    return [response.status_code for response in running]


async def by_asgi(player: Player, leaves_after: float) -> None:
    """Disconnects after `leaves_after` parts of the response, or while it is being generated."""
    left, parts = asyncio.Event(), 0

    async def send(message: Any) -> None:
        nonlocal parts
        parts += 1
        if parts >= leaves_after:
            left.set()
            await asyncio.sleep(0.1)

    bodies = [{"type": "http.request", "body": b""}]

    async def receive() -> Any:
        if bodies:
            return bodies.pop()
        await (asyncio.sleep(0) if leaves_after == 0 else left.wait())
        return {"type": "http.disconnect"}

    headers = [(b"host", b"localhost"), (b"authorization", f"Bearer {player.access}".encode())]
    scope = {"type": "http", "method": "GET", "path": CSV, "query_string": b"", "headers": headers}
    await application(scope, receive, send)


def read_to_its_end(player: Player, _: pytest.MonkeyPatch) -> None:
    assert b"".join(opened(player)).startswith(b"id,seq,")


def closed_after_the_first_part(player: Player, _: pytest.MonkeyPatch) -> None:
    response = opened(player)
    next(iter(response))
    response.close()


def closed_before_the_first_part(player: Player, _: pytest.MonkeyPatch) -> None:
    opened(player).close()


def dropped_without_being_closed(player: Player, _: pytest.MonkeyPatch) -> None:
    response = opened(player)
    del response
    gc.collect()


def asked_for_its_head(player: Player, _: pytest.MonkeyPatch) -> None:
    assert b"".join(opened(player, method="HEAD")) == b""


def failing_in_the_middle(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> Iterator[Any]:
        yield [dict.fromkeys(COLUMNS)]
        raise OperationalError("gone away")

    with monkeypatch.context() as patched:
        patched.setattr(selectors, "results_newest_first", fail)
        response = opened(player)
        with pytest.raises(OperationalError):
            list(response)
        response.close()


def failing_before_it_is_sent(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("gone away")

    with monkeypatch.context() as patched:
        patched.setattr("accounts.audit.record", fail)
        response = opened(player, JSON)
        assert response.status_code == 503
    gc.collect()


def read_over_asgi(player: Player, _: pytest.MonkeyPatch) -> None:
    async_to_sync(by_asgi)(player, 1000)


def left_over_asgi_after_a_part(player: Player, _: pytest.MonkeyPatch) -> None:
    async_to_sync(by_asgi)(player, 2)


def left_over_asgi_while_it_is_made(player: Player, _: pytest.MonkeyPatch) -> None:
    async_to_sync(by_asgi)(player, 0)


ENDS = [
    read_to_its_end,
    closed_after_the_first_part,
    closed_before_the_first_part,
    dropped_without_being_closed,
    asked_for_its_head,
    failing_in_the_middle,
    failing_before_it_is_sent,
    read_over_asgi,
    left_over_asgi_after_a_part,
    left_over_asgi_while_it_is_made,
]


@pytest.mark.parametrize("end", ENDS)
def test_a_slot_is_free_again(
    end: Callable[[Player, pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    player = registered()
    for number in range(3):
        player.play(842 + number)
    for _ in range(PER_OWNER + 1):
        end(player, monkeypatch)
    began = time.monotonic()
    while download_slots._here and uncontended.since(began) < 5:  # a thread may still be generating a part
        gc.collect()
        time.sleep(0.01)
    assert download_slots._here == {}
    assert statuses(player) == [200, 200, 429]


def test_gunicorn_sends_every_download_by_threads_of_their_own() -> None:
    linked = {reverse("export-file")}
    assert {path for _, path in operations() if path.endswith("/export/")} | linked == download_paths.PATHS


@pytest.mark.parametrize("paths", [(CSV, CSV, CSV), (JSON, JSON, JSON), (CSV, JSON, CSV), (CSV, JSON, JSON)])
def test_a_third_download_has_to_wait(paths: tuple[str, ...], player: Player) -> None:
    running = [opened(player, path) for path in paths[:-1]]
    refused = opened(player, paths[-1])
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "5")
    assert refused.json()["errors"][0]["code"] == "throttled"
    assert statuses(registered()) == [200, 200, 429]
    running[0].close()
    assert statuses(player, 1) == [200]
    running[1].close()


def test_a_refused_download_reads_nothing(player: Player) -> None:
    running = [opened(player), opened(player)]
    with CaptureQueriesContext(connection) as queries:
        assert [opened(player, path).status_code for path in (CSV, JSON)] == [429, 429]
    assert [query["sql"] for query in queries if "game_" in query["sql"]] == []
    for response in running:
        response.close()


def test_other_requests_of_the_player_still_work(player: Player) -> None:
    running = [opened(player), opened(player)]
    assert player.play(842).status == 200
    assert player.delete("/auth/api/user/", {"password": PASSWORD}).status == 204
    for response in running:
        response.close()


@pytest.mark.usefixtures("with_redis")
def test_slots_of_other_processes_count_until_they_expire() -> None:
    owner = uuid.uuid4().hex
    redis = get_redis_connection("default")
    name, now = f"np:downloads:{owner}", redis.time()[0]
    redis.zadd(name, {"of a killed process": now - 1, "of another": now + 60})
    mine = DownloadSlot(owner)
    with pytest.raises(Exception, match="at most 2 downloads"):
        DownloadSlot(owner)
    assert redis.zcard(name) == 2
    assert 0 < redis.ttl(name) <= EXPIRY_SECONDS
    mine.release()
    assert redis.zrange(name, 0, -1) == [b"of another"]


@pytest.mark.usefixtures("with_redis")
def test_a_long_download_keeps_its_slot(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = uuid.uuid4().hex
    redis = get_redis_connection("default")
    mine = DownloadSlot(owner)
    redis.flushdb()
    mine.renew()
    assert redis.zcard(f"np:downloads:{owner}") == 0  # not at every part
    monkeypatch.setattr(download_slots, "RENEWAL_SECONDS", 0)
    mine.renew()
    assert redis.zcard(f"np:downloads:{owner}") == 1
    mine.release()


@pytest.mark.parametrize(
    ("parts", "is_kept"),
    [
        ([], True),
        ([(0, GRACE_SECONDS - 1)], True),
        ([(0, GRACE_SECONDS)], False),
        ([(200, 1)] * 21, False),  # 200 bytes a second
        ([(8 * 1024, 1)] * 39, True),  # at half the minimum rate, it lasts twice as long
        ([(8 * 1024, 1)] * 40, False),
        ([(LEAST_BYTES_PER_SECOND, 1)] * 10_000, True),
        ([(1_000_000, 0)] * 100 + [(0, GRACE_SECONDS)], False),  # a fast start doesn't allow an unlimited pause
        ([(1_000_000, 0.1)] * 100 + [(0, GRACE_SECONDS - 1)], True),
    ],
)
def test_a_client_may_pause_and_may_not_be_slow(parts: list[tuple[int, float]], is_kept: bool) -> None:
    timeout = SendTimeout()
    for size, waited in parts:
        timeout.sent(size, waited)
    assert (timeout.seconds > 0) == is_kept


def test_a_process_rests_after_each_part_as_long_as_it_took(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    now, rests = 0.0, list[float]()

    def chunks(*_: object, **__: object) -> Iterator[Any]:
        nonlocal now
        for seconds in (1.0, 2.0, 4.0):
            now += seconds
            yield [dict.fromkeys(COLUMNS)]

    monkeypatch.setattr(selectors, "results_newest_first", chunks)
    monkeypatch.setattr(streaming, "time", SimpleNamespace(perf_counter=lambda: now, sleep=rests.append))
    assert len(list(opened(player))) == 4
    assert rests == [0.0, 1.0, 2.0, 4.0]

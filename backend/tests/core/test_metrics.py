"""The metrics endpoint."""

from __future__ import annotations

import pytest
from asgiref.sync import sync_to_async

from tests.api import Player, call, registered
from tests.sockets import Sockets

by_thread = sync_to_async(thread_sensitive=False)


def figures() -> dict[str, float]:
    answer = call("GET", "/metrics")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    lines = [line.rpartition(" ") for line in answer.raw.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


def requests(method: str, route: str, status: int) -> str:
    return f'numberplay_http_requests_total{{method="{method}",route="{route}",status="{status}"}}'


def test_every_answer_is_counted_by_route_and_status(player: Player) -> None:
    before = figures()
    for number in (842, 842, 841, "x"):
        player.play(number)
    call("GET", "/api/game/history/")
    after = figures()

    def more(name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert more(requests("POST", "api/game/play/", 200)) == 3
    assert more(requests("POST", "api/game/play/", 400)) == 1
    assert more(requests("GET", "api/game/history/", 401)) == 1
    assert more('numberplay_http_request_seconds_count{route="api/game/play/"}') == 4
    assert more(requests("GET", "metrics", 200)) == 1


@pytest.mark.django_db
def test_client_input_creates_no_new_series() -> None:
    call("GET", "/unknown-path/")
    figures()
    before = set(figures())
    for number in range(5):
        call("GET", f"/unknown-path-{number}/")
        call("GET", f"/unknown-path-{number}/?x={number}")
    call("X-METHOD-1", "/health/live/")
    once = set(figures())
    call("X-METHOD-2", "/health/live/")
    again = set(figures())

    assert once - before <= {name for name in once if 'method="other"' in name or 'route="health/live/"' in name}
    assert again == once
    assert not [name for name in again if "unknown-path" in name or "X-METHOD" in name]


async def test_open_sockets_are_counted(sockets: Sockets) -> None:
    player = await by_thread(registered)()
    before = (await by_thread(figures)())["numberplay_sockets"]

    opened = [await sockets.open(player.access) for _ in range(3)]
    assert (await by_thread(figures)())["numberplay_sockets"] == before + 3

    await opened[0].close()
    assert (await by_thread(figures)())["numberplay_sockets"] == before + 2

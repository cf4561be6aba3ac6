"""Which clients may open a socket, and how they send the token."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from accounts.models import User
from core.sockets import hub
from tests.api import Player, registered
from tests.sockets import Refused, Sockets

by_thread = sync_to_async(thread_sensitive=False)


@pytest.fixture
async def ann(sockets: Sockets) -> Player:
    return await by_thread(registered)()


async def is_alive(sockets: Sockets, **how: Any) -> bool:
    socket = await sockets.open(**how)
    await socket.send({"type": "ping"})
    return bool(await socket.receive() == {"type": "pong", "seq": 0})


async def test_the_token_comes_as_a_subprotocol_that_is_not_echoed(sockets: Sockets, ann: Player) -> None:
    assert await is_alive(sockets, subprotocols=["numberplay.v1", f"bearer.{ann.access}"])
    assert sockets.subprotocol == "numberplay.v1"


async def test_the_order_of_the_subprotocols_does_not_matter(sockets: Sockets, ann: Player) -> None:
    assert await is_alive(sockets, subprotocols=[f"bearer.{ann.access}", "numberplay.v1"])
    assert sockets.subprotocol == "numberplay.v1"


async def test_the_token_is_read_from_the_header(sockets: Sockets, ann: Player) -> None:
    assert await is_alive(sockets, headers={"Authorization": f"Bearer {ann.access}"})
    assert sockets.subprotocol is None


async def test_the_token_is_read_from_the_query(sockets: Sockets, ann: Player) -> None:
    assert await is_alive(sockets, query=f"since=0&token={ann.access}")
    assert sockets.subprotocol is None


async def test_there_is_no_greeting(sockets: Sockets, ann: Player) -> None:
    socket = await sockets.open(ann.access)
    assert await socket.receives_nothing()


QUERIES = ["", "token=", "token=abc", "token=abc==", "token=%FF%FE", "token=a&token=b", "token", "=&&=", "%", "tok=%00"]
BAD_TOKENS = ["", "abc", "a.b.c", "abc==", "é", "x" * 5000]


async def refused(sockets: Sockets, **how: Any) -> bool:
    try:
        await sockets.open(**how)
    except Refused:
        return True
    return False


async def test_without_a_token_in_the_query_the_handshake_is_refused(sockets: Sockets) -> None:
    assert [query for query in QUERIES if not await refused(sockets, query=query)] == []


async def test_a_bad_token_is_refused_in_every_way(sockets: Sockets) -> None:
    for token in BAD_TOKENS:
        assert await refused(sockets, token=token)
        assert await refused(sockets, headers={"Authorization": f"Bearer {token}"})


async def test_another_kind_of_authorization_is_none(sockets: Sockets) -> None:
    for header in ("Basic YTpi", "Bearer", "", "Digest x"):
        assert await refused(sockets, headers={"Authorization": header})


async def test_a_refresh_token_opens_no_socket(sockets: Sockets, ann: Player) -> None:
    assert await refused(sockets, token=ann.refresh)


def signed_out(player: Player) -> None:
    player.post("/auth/api/logout/")


def deleted(player: Player) -> None:
    User.objects.get(pk=player.id).delete()


def deactivated(player: Player) -> None:
    user = User.objects.get(pk=player.id)
    user.is_active = False
    user.save()


@pytest.mark.parametrize("end", [signed_out, deleted, deactivated])
async def test_the_token_of_an_ended_session_is_refused(
    sockets: Sockets, ann: Player, end: Callable[[Player], None]
) -> None:
    await by_thread(end)(ann)
    assert await refused(sockets, token=ann.access)


OUR_PAGES: list[dict[str, str]] = [
    {},
    {"Origin": "http://localhost:3000"},
    {"Origin": "http://127.0.0.1:3000"},
    {"Origin": "http://localhost", "Host": "localhost"},
    {"Origin": "https://localhost:8443", "Host": "localhost:8443"},
]
OTHER_PAGES = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://["},
    {"Origin": "http://\xff"},
    {"Origin": "http://localhost:3000.evil.example"},
    {"Origin": "http://localhost:3001", "Host": "localhost"},
    {"Origin": "https://evil.example", "Host": "evil.example"},
]
ELSEWHERE = ["/", "/ws/", "/ws/game", "/ws/game/x/", "/ws/other/", "/api/game/play/"]


async def test_our_own_pages_and_programs_may_open_a_socket(sockets: Sockets, ann: Player) -> None:
    for headers in OUR_PAGES:
        assert await is_alive(sockets, token=ann.access, headers=headers)


async def test_a_page_of_another_origin_is_refused_with_a_valid_token(sockets: Sockets, ann: Player) -> None:
    for headers in OTHER_PAGES:
        assert await refused(sockets, token=ann.access, headers=headers), headers


async def test_there_is_no_socket_at_another_path(sockets: Sockets, ann: Player) -> None:
    for path in ELSEWHERE:
        assert await refused(sockets, token=ann.access, path=path), path


async def test_a_refused_handshake_leaves_nothing_behind(sockets: Sockets) -> None:
    assert await refused(sockets, token="abc")
    assert await refused(sockets)
    assert hub.hub().by_owner == {}

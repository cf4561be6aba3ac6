"""A valid signature isn't enough: each claim must have the type and form that we issue."""

from __future__ import annotations

from typing import Any

import pytest
from asgiref.sync import sync_to_async

from accounts.models import Session
from accounts.sessions import tokens
from tests.accounts.ageing import refreshed
from tests.accounts.odd_tokens import claims_of, odd_tokens, signed, signed_text, text_of
from tests.api import Answer, Player, call, registered
from tests.sockets import Refused, Sockets

BROWSER: dict[str, Any] = {"ORIGIN": "http://localhost:3000"}

by_thread = sync_to_async(thread_sensitive=False)


def refused(answer: Answer) -> bool:
    return (answer.status, answer.codes) == (401, {("token_not_valid", None)})


def by_cookie(token: str, path: str = "/auth/api/token/refresh/") -> Answer:
    return call("POST", path, {"client": "browser"}, COOKIE=f"numberplay_refresh={token}", **BROWSER)


def test_the_tokens_without_an_oddity_are_accepted(player: Player) -> None:
    """Shows that the other tests' tokens are refused only for what is odd about them."""
    for token in (player.access, signed_text(text_of(claims_of(player.access))), signed(claims_of(player.access))):
        assert token.partition(".")[0] == tokens.HEADER
        assert call("GET", "/auth/api/user/", token=token).status == 200
    assert refreshed(signed_text(text_of(claims_of(player.refresh)))).status == 200


def test_an_access_token_with_an_odd_claim_is_401(player: Player) -> None:
    answers = {odd: call("GET", "/auth/api/user/", token=token) for odd, token in odd_tokens(player.access).items()}
    assert {odd: answer.status for odd, answer in answers.items() if not refused(answer)} == {}
    assert {answer.headers["WWW-Authenticate"] for answer in answers.values()} == {'Bearer realm="numberplay"'}


@pytest.mark.parametrize("way", ["body", "cookie"])
def test_a_refresh_token_with_an_odd_claim_is_401_and_ends_nothing(way: str, player: Player) -> None:
    before = Session.objects.values().get()
    send = refreshed if way == "body" else by_cookie
    answers = {odd: send(token) for odd, token in odd_tokens(player.refresh).items() if len(token) <= 2048}
    assert {odd: answer.status for odd, answer in answers.items() if not refused(answer)} == {}
    assert Session.objects.values().get() == before
    assert refreshed(player.refresh).status == 200


def test_an_odd_token_in_the_cookie_signs_nobody_out(player: Player) -> None:
    for odd, token in odd_tokens(player.refresh).items():
        answer = call("POST", "/auth/api/logout/", COOKIE=f"numberplay_refresh={token}", ORIGIN="http://localhost:3000")
        assert answer.status == 401, odd
    assert Session.objects.get().ended_at is None


async def test_the_handshake_refuses_each(sockets: Sockets) -> None:
    ann = await by_thread(registered)()
    for odd, token in odd_tokens(ann.access).items():
        for how in ({"subprotocols": ["numberplay.v1", f"bearer.{token}"]}, {"query": f"token={token}"}):
            try:
                await sockets.open(**how)
            except Refused:
                continue
            raise AssertionError(odd)


async def test_a_socket_is_not_extended_by_any_and_stays_open(sockets: Sockets) -> None:
    ann = await by_thread(registered)()
    socket = await sockets.open(ann.access)
    short = {odd: token for odd, token in odd_tokens(ann.access).items() if len(token) < 4000}
    for odd, token in list(short.items()):
        await socket.send({"type": "auth", "token": token})
        frame = await socket.receive()
        assert (frame["type"], frame["code"]) == ("error", "invalid_token"), odd
    await socket.send({"type": "ping"})
    assert await socket.receive() == {"type": "pong", "seq": 0}


async def test_an_odd_token_refuses_no_other_handshake_of_the_moment(sockets: Sockets) -> None:
    """Handshakes are authenticated in batches."""
    ann = await by_thread(registered)()
    for token in [token for odd, token in odd_tokens(ann.access).items() if odd.startswith("sid=")]:
        strange = await sockets.start_handshake(token)
        await (await sockets.open(ann.access)).close()
        await strange.ended()

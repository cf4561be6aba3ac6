"""A client that openapi-python-client generated from the OpenAPI document registers, plays and signs out.

`make check-documents` generates it and runs this.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from numberplay_client import AuthenticatedClient, Client
from numberplay_client.api.account import register
from numberplay_client.api.game import get_statistics, list_results, play
from numberplay_client.api.sessions import sign_out
from numberplay_client.models import (
    Error,
    ErrorCodeEnum,
    ErrorItem,
    GameResult,
    PlayRequest,
    RegisterRequest,
    ResultEnum,
    ResultPage,
    SignIn,
    Statistics,
)
from pytest_django.live_server_helper import LiveServer


@pytest.fixture
def player(live_server: LiveServer) -> Iterator[AuthenticatedClient]:
    # A response with a status that isn't documented is an error.
    options: dict[str, Any] = {"httpx_args": {"trust_env": False}, "raise_on_unexpected_status": True}
    body = RegisterRequest(username="ada", email="ada@example.com", password="a lovely engine of 1843")
    with Client(live_server.url, **options) as stranger:
        signed_in = register.sync(client=stranger, body=body)
    assert isinstance(signed_in, SignIn)
    assert signed_in.user.username == "ada"
    with AuthenticatedClient(live_server.url, signed_in.access, **options) as client:
        yield client


def errors_of(response: object) -> list[ErrorItem]:
    assert isinstance(response, Error)
    return response.errors


def test_a_play_and_its_repetition_are_one_result(player: AuthenticatedClient) -> None:
    first = play.sync(client=player, body=PlayRequest(number=842), idempotency_key="k1")
    assert isinstance(first, GameResult)
    assert (first.seq, first.number, first.result, first.prize) == (1, 842, ResultEnum.WIN, 421)
    again = play.sync_detailed(client=player, body=PlayRequest(number=842), idempotency_key="k1")
    assert (again.parsed, again.headers["Idempotent-Replayed"]) == (first, "true")
    page = list_results.sync(client=player)
    assert isinstance(page, ResultPage)
    assert (page.results, page.next_, page.previous) == ([first], None, None)
    statistics = get_statistics.sync(client=player)
    assert isinstance(statistics, Statistics)
    assert (statistics.total_games, statistics.last_played) == (1, first.played_at)


def test_an_error_has_the_documented_shape(player: AuthenticatedClient) -> None:
    (error,) = errors_of(play.sync(client=player, body=PlayRequest(number=10_000)))
    assert (error.code, error.attr) == (ErrorCodeEnum.MAX_VALUE, "number")


def test_a_session_ends_when_its_player_signs_out(player: AuthenticatedClient) -> None:
    assert sign_out.sync_detailed(client=player).status_code == 204
    (error,) = errors_of(play.sync(client=player, body=PlayRequest(number=842)))
    assert error.code == ErrorCodeEnum.SESSION_ENDED

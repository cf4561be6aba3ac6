"""The client without asyncio."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from servers import one_server

from numberplay import ApiError, Client, SignedOutError, Tokens

EMAIL, PASSWORD = "ada@example.com", "a lovely engine of 1843"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with one_server(tmp_path_factory.mktemp("server")) as serve, Client(serve.url) as client:
        client.register("ada", EMAIL, PASSWORD)
        yield serve.url


def test_it_plays_and_subscribes(url: str) -> None:
    with Client(url) as client:
        client.sign_in(EMAIL, PASSWORD)
        played = [client.play(number) for number in (842, 7, 2)]
        results = client.subscribe(since=0)
        assert [next(results) for _ in played] == played
        assert client.history() == played[::-1]
        assert client.statistics()["total_games"] == 3


def test_a_session_continues_with_its_refresh_token(url: str) -> None:
    kept: list[Tokens | None] = []
    with Client(url) as first:
        first.sign_in(EMAIL, PASSWORD)
        tokens = first.tokens
    assert tokens is not None
    with Client(url, tokens=Tokens(access=None, refresh=tokens.refresh), on_tokens=kept.append) as second:
        second.history()
        assert second.tokens == kept[-1]
        assert second.tokens != tokens


def test_the_iteration_ends_when_the_session_does(url: str) -> None:
    with Client(url) as client:
        client.sign_in(EMAIL, PASSWORD)
        position = int(client.statistics()["total_games"])
        results = client.subscribe(since=position)
        client.play(7)
        assert next(results).seq == position + 1
        client.sign_out()
        with pytest.raises(SignedOutError):
            next(results)
        with pytest.raises(SignedOutError):
            client.play(7)


def test_an_error_of_the_api_has_its_code(url: str) -> None:
    with Client(url) as client:
        with pytest.raises(ApiError) as refused:
            client.sign_in(EMAIL, "another password")
        assert (refused.value.status, refused.value.code) == (401, "invalid_credentials")
        client.sign_in(EMAIL, PASSWORD)
        with pytest.raises(ApiError) as invalid:
            client.play(10_000)
        assert (invalid.value.status, invalid.value.code) == (400, "max_value")
        assert invalid.value.items[0].attr == "number"

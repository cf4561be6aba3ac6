"""The client for asyncio."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any, Self

from numberplay.api import Api
from numberplay.clock import Clock
from numberplay.http import Http
from numberplay.models import Result, Tokens
from numberplay.plays import play
from numberplay.results.state import State
from numberplay.results.subscription import Subscription
from numberplay.session import Session, tokens_of

PLAY_SECONDS = 60.0


def _ignore(_: object) -> None:
    pass


class AsyncClient:
    """One player. Use it as a context manager, which closes its connections and subscriptions.

    Continue an earlier session with its `tokens`. `on_tokens` is called with the new ones at every renewal,
    and with None when the session has ended.
    """

    def __init__(
        self,
        url: str,
        *,
        tokens: Tokens | None = None,
        on_tokens: Callable[[Tokens | None], None] = _ignore,
        clock: Clock | None = None,
    ) -> None:
        self._http = Http(url.rstrip("/"), clock or Clock())
        self._session = Session(self._http, on_tokens)
        self._api = Api(self._http, self._session)
        self._subscriptions: set[Subscription] = set()
        if tokens is not None:
            self._session.accept(tokens)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        for subscription in list(self._subscriptions):
            await subscription.aclose()
        await self._http.client.aclose()

    @property
    def tokens(self) -> Tokens | None:
        """None if nobody is signed in."""
        return self._session.tokens

    async def register(self, username: str, email: str, password: str) -> dict[str, Any]:
        """Creates an account, signs in, and returns the user."""
        body = {"username": username, "email": email, "password": password}
        return await self._start_session("/auth/api/register/", body)

    async def sign_in(self, email: str, password: str, code: str | None = None) -> dict[str, Any]:
        """Returns the user. `code` is a two-factor or recovery code."""
        body = {"email": email, "password": password, **({} if code is None else {"code": code})}
        return await self._start_session("/auth/api/login/", body)

    async def sign_out(self) -> None:
        """Ends the session. Its subscriptions end with `SignedOutError`."""
        await self._api.call("POST", "/auth/api/logout/")
        self._session.end()

    async def play(self, number: int, *, key: str | None = None, within: float = PLAY_SECONDS) -> Result:
        """Plays once, however often the request has to be repeated during `within` seconds.

        After `ConnectionLostError`, call it again with the same `key` to get the result of that play.
        """
        result = await play(self._api, number, key or str(uuid.uuid4()), within)
        for subscription in self._subscriptions:
            subscription.played(result.seq)
        return result

    async def history(self) -> list[Result]:
        """The last three results, newest first."""
        return [Result.from_json(fields) for fields in await self._api.call("GET", "/api/game/history/")]

    async def statistics(self) -> dict[str, Any]:
        statistics: dict[str, Any] = await self._api.call("GET", "/api/game/statistics/")
        return statistics

    def subscribe(
        self,
        since: int | None = None,
        *,
        on_state: Callable[[State], None] = _ignore,
        on_resync: Callable[[int], None] = _ignore,
    ) -> Subscription:
        """Every result after the seq `since`, once and in order; None begins with the next one.

        `on_resync` is called with a seq if the server was restored: the results after that seq no longer exist.
        """
        subscription = Subscription(self._api, since, on_state, on_resync, self._subscriptions.discard)
        self._subscriptions.add(subscription)
        return subscription

    async def _start_session(self, path: str, body: Mapping[str, str]) -> dict[str, Any]:
        response = await self._http.send("POST", path, body=body)
        self._session.accept(tokens_of(response))
        user: dict[str, Any] = response["user"]
        return user

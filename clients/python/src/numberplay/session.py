"""The tokens of a session, and their renewal."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from numberplay.access_token import lifetime_of
from numberplay.backoff import backoff
from numberplay.errors import ApiError, ConnectionLostError, SignedOutError
from numberplay.http import Http
from numberplay.models import Tokens

FRESH_SECONDS = 20.0  # a token that expires sooner is renewed before it is used
RENEWAL_ATTEMPTS = 3  # the server repeats a lost response for ten seconds


class Session:
    def __init__(self, http: Http, on_tokens: Callable[[Tokens | None], None]) -> None:
        self._http = http
        self._on_tokens = on_tokens
        self._renewal: asyncio.Task[str] | None = None
        self._delayed: ApiError | None = None
        self._delayed_until = 0.0
        self.tokens: Tokens | None = None
        self.expires_at = 0.0  # by the client's clock
        self.confirmed_at = 0.0  # when the server last accepted a token over HTTP

    def accept(self, tokens: Tokens) -> None:
        self.expires_at = self._http.clock.now() + lifetime_of(tokens.access or "")
        self.tokens = tokens
        self._on_tokens(tokens)

    def end(self) -> None:
        self.tokens = None
        self._on_tokens(None)

    def confirm(self) -> None:
        self.confirmed_at = self._http.clock.now()

    async def token(self, fresh_for: float = FRESH_SECONDS) -> str:
        """An access token that is valid for at least that many seconds."""
        access = self._current().access
        if access is not None and self.expires_at - self._http.clock.now() > fresh_for:
            return access
        return await self.renew(access)

    async def renew(self, refused: str | None) -> str:
        """A token other than the refused one. Concurrent calls share one request."""
        access = self._current().access
        if access is not None and access != refused:
            return access
        self._raise_if_delayed()
        if self._renewal is None or self._renewal.done():
            self._renewal = asyncio.create_task(self._renew(self._current().refresh))
            self._renewal.add_done_callback(_retrieve)
        return await asyncio.shield(self._renewal)

    async def _renew(self, refresh: str) -> str:
        body = await self._refreshed(refresh)
        if self._current().refresh != refresh:
            raise SignedOutError("The session changed during the renewal.")
        tokens = tokens_of(body)
        self.accept(tokens)
        return str(tokens.access)

    async def _refreshed(self, refresh: str, failures: int = 0) -> Any:
        try:
            return await self._http.send("POST", "/auth/api/token/refresh/", body={"refresh": refresh})
        except ConnectionLostError:
            if failures + 1 == RENEWAL_ATTEMPTS:
                raise
            await self._http.clock.sleep(backoff(failures + 1))
            return await self._refreshed(refresh, failures + 1)
        except ApiError as error:
            if error.status != 401:
                self._delayed = error
                self._delayed_until = self._http.clock.now() + (error.retry_after or 0)
                raise
            self.end()
            raise SignedOutError("The session has ended.") from error

    def _raise_if_delayed(self) -> None:
        """The server's delay applies to everything that needs a new token, so nothing repeats the request earlier."""
        left = self._delayed_until - self._http.clock.now()
        if self._delayed is not None and left > 0:
            raise ApiError(self._delayed.status, self._delayed.items, left)

    def _current(self) -> Tokens:
        if self.tokens is None:
            raise SignedOutError("Nobody is signed in.")
        return self.tokens


def _retrieve(renewal: asyncio.Task[str]) -> None:
    """Keeps asyncio from logging an error when all waiting calls have been cancelled."""
    if not renewal.cancelled():
        renewal.exception()


def tokens_of(body: Mapping[str, Any]) -> Tokens:
    return Tokens(access=str(body["access"]), refresh=str(body["refresh"]))

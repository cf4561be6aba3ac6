"""Clients that react wrongly to expired tokens."""

from __future__ import annotations

import re
import time

from numberplay import ApiError, ConnectionLostError, SignedOutError, Tokens
from numberplay.results.sockets import Sockets
from numberplay.session import Session
from wrong_clients.registry import constant, forever, replace, wrong


@wrong
def never_renews_on_the_socket() -> None:
    constant("results.socket", "keep_authenticated", forever)


@wrong
def keeps_the_first_refresh_token() -> None:
    accept = Session.accept

    def keep(self: Session, tokens: Tokens) -> None:
        accept(self, Tokens(tokens.access, self.tokens.refresh if self.tokens else tokens.refresh))

    replace(Session, "accept", keep)


@wrong
def connects_without_a_token() -> None:
    async def token(self: Session, _: float = 0) -> str:
        return "none"

    replace(Session, "token", token)


@wrong
def never_renews() -> None:
    async def renew(*_: object) -> str:
        raise ConnectionLostError

    replace(Session, "renew", renew)


@wrong
def renews_after_every_refusal() -> None:
    async def renewed(self: Sockets) -> str:
        session = self._api.session
        return await (session.token() if self._refused_at is None else session.renew(await session.token()))

    replace(Sockets, "_token", renewed)


@wrong
def compares_clocks() -> None:
    from numberplay import access_token

    lifetime_of = access_token.lifetime_of
    skew = re.compile(rb'"exp": ([\d.]+)')

    def lifetime(token: str) -> float:
        import base64

        found = skew.search(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
        return float(found[1]) - time.time() if found else lifetime_of(token)

    constant("session", "lifetime_of", lifetime)


@wrong
def renews_in_parallel() -> None:
    async def renew(self: Session, _: str | None) -> str:
        return await self._renew(self._current().refresh)

    replace(Session, "renew", renew)


@wrong
def signs_out_at_any_error() -> None:
    renew = Session._renew

    async def end(self: Session, refresh: str) -> str:
        try:
            return await renew(self, refresh)
        except (ApiError, ConnectionLostError) as error:
            raise SignedOutError from error

    replace(Session, "_renew", end)
    constant("session", "RENEWAL_ATTEMPTS", 1)


@wrong
def repeats_a_refused_renewal() -> None:
    renew = Session._renew

    async def again(self: Session, refresh: str) -> str:
        tokens = self.tokens
        try:
            return await renew(self, refresh)
        except SignedOutError as error:
            self.tokens = tokens
            raise ConnectionLostError from error

    replace(Session, "_renew", again)


@wrong
def remembers_the_first_token() -> None:
    closed = Sockets._closed
    replace(Sockets, "_closed", lambda self, code, _: closed(self, code, "the first one"))

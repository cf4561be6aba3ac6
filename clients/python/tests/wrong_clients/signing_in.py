"""Clients that sign in or out wrongly."""

from __future__ import annotations

from numberplay import ApiError, AsyncClient
from numberplay.session import Session
from wrong_clients.registry import replace, wrong


@wrong
def forgets_the_tokens() -> None:
    replace(Session, "accept", lambda *_: None)


@wrong
def sends_no_code() -> None:
    sign_in = AsyncClient.sign_in
    replace(AsyncClient, "sign_in", lambda self, email, password, code=None: sign_in(self, email, password))


@wrong
def reports_no_code() -> None:
    replace(ApiError, "code", None)


@wrong
def plays_without_a_session() -> None:
    async def token(self: Session, _: float = 0) -> str:
        return "none"

    replace(Session, "token", token)


@wrong
def only_forgets_the_tokens() -> None:
    async def sign_out(self: AsyncClient) -> None:
        self._session.end()

    replace(AsyncClient, "sign_out", sign_out)

"""Authenticates a socket or event stream before it is accepted: by subprotocol, header or query parameter."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs

import structlog
from rest_framework.exceptions import NotAuthenticated

from accounts.sessions import revocation, tokens
from accounts.sessions.authentication import invalid_access_token, session_ended
from accounts.sessions.claims import Claims
from core import threads
from core.middleware.origins import refuse
from core.rate_limits.sliding_log import Admission
from core.sockets.batcher import Batcher
from core.sockets.closing import OVERLOADED, accept_and_close
from core.sockets.principal import SessionEnded, SessionOfTokenEnded, TokenRefused

logger = structlog.get_logger(__name__)

SUBPROTOCOL = "numberplay.v1"
BEARER = "bearer."
TIMEOUT_SECONDS = 2.5  # clients wait five to six seconds for their handshake


@dataclass(frozen=True)
class TokenPrincipal:
    """A `core.sockets.principal.Principal` from an access token. Values are cached because every sweep reads them."""

    claims: Claims

    @cached_property
    def owner(self) -> str:
        return str(self.claims.player_id)

    @cached_property
    def session_id(self) -> str:
        return self.claims.session_id

    @cached_property
    def expires_at(self) -> float:
        return self.claims.expires_at

    @property
    def expires_at_text(self) -> str:
        return datetime.fromtimestamp(self.claims.expires_at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @staticmethod
    def admit_all(principals: Sequence[TokenPrincipal], scope: str) -> list[Admission | Exception]:
        return revocation.admit_all([one.claims for one in principals], scope)

    def renew(self, token: str) -> TokenPrincipal:
        """Accepts only tokens of the same player. The socket then belongs to the new token's session."""
        renewed = authenticate(token)
        if renewed.owner != self.owner:
            raise TokenRefused
        return renewed


def authenticate(token: str) -> TokenPrincipal:
    """Blocking. Raises TokenRefused."""
    [result] = authenticate_all([token])
    if isinstance(result, Exception):
        raise result
    return result


def authenticate_all(offered: Sequence[str]) -> list[TokenPrincipal | Exception]:
    """Blocking. Returns a principal, TokenRefused, or the error that prevented the check for each token."""
    claims = {token: known for token in offered if (known := _read(token))}
    states = revocation.confirm(claims.values())

    def result_of(token: str) -> TokenPrincipal | Exception:
        known = claims.get(token)
        state = states[known.session_id] if known else None
        if known is None:
            return TokenRefused()
        if isinstance(state, SessionEnded):
            return SessionOfTokenEnded()
        return state or TokenPrincipal(known)

    return [result_of(token) for token in offered]


def _read(token: str) -> Claims | None:
    try:
        return tokens.read_access(token)
    except tokens.InvalidToken:
        return None


_authenticate_batched = Batcher[str, TokenPrincipal](lambda offered: threads.database.run(authenticate_all, offered))


async def _principal_of(token: str) -> TokenPrincipal:
    """Raises TokenRefused, TimeoutError, or one of `threads.UNAVAILABLE`."""
    async with asyncio.timeout(TIMEOUT_SECONDS):
        return await _authenticate_batched(token)


async def authenticate_stream(scope: dict[str, Any]) -> TokenPrincipal:
    """Like `_principal_of`, but raises the exceptions of the API instead of TokenRefused."""
    token = offered_token(scope)
    if not token:
        raise NotAuthenticated
    try:
        return await _principal_of(token)
    except SessionOfTokenEnded:
        raise session_ended() from None
    except TokenRefused:
        raise invalid_access_token() from None


def auth_middleware(application: Any) -> Any:
    """ASGI middleware that adds `principal` and `subprotocol` to the scope.

    Refuses an invalid token with a 403. If tokens can't be checked, closes with 1013 instead, because a client's
    reaction to a 403 is to request a new token, which would fail as well.
    """

    async def authenticated(scope: dict[str, Any], receive: Any, send: Any) -> None:
        chosen = SUBPROTOCOL if SUBPROTOCOL in scope.get("subprotocols", []) else None
        token = offered_token(scope)
        try:
            principal = await _principal_of(token) if token else None
        except TokenRefused:
            principal = None
        except (*threads.UNAVAILABLE, TimeoutError) as error:
            logger.warning("socket.database_unavailable", error=type(error).__name__)
            return await accept_and_close({**scope, "subprotocol": chosen}, receive, send, OVERLOADED)
        if principal is None:
            return await refuse(scope, receive, send)
        await application({**scope, "principal": principal, "subprotocol": chosen}, receive, send)
        return None

    return authenticated


def offered_token(scope: dict[str, Any]) -> str | None:
    """Returns the token from `bearer.<token>` (a subprotocol), `Authorization: Bearer` or `?token=`, in this order."""
    for offered in scope.get("subprotocols", []):
        if offered.startswith(BEARER):
            return str(offered[len(BEARER) :])
    header = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
    kind, _, token = header.partition(" ")
    if kind.lower() == "bearer":
        return str(token.strip())
    query: dict[str, list[str]] = parse_qs(scope["query_string"].decode("latin-1"))
    return query["token"][-1] if "token" in query else None

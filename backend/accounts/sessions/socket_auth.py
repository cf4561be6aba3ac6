"""Signs a socket in before it is accepted: by subprotocol, by header, or by the query."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs

import structlog

from accounts.sessions import revocation, tokens
from accounts.sessions.claims import Claims
from core import threads
from core.middleware.origins import refuse
from core.rate_limits.sliding_log import Admission
from core.sockets.batcher import Together
from core.sockets.consumer import OVERLOADED, turn_away
from core.sockets.principal import SessionEnded, TokenRefused

logger = structlog.get_logger(__name__)

SUBPROTOCOL = "numberplay.v1"
BEARER = "bearer."
SECONDS = 2.5  # of the five to six that a client waits for its handshake


@dataclass(frozen=True)
class SignedIn:
    """What the access token says, as a `core.sockets.principal.Signed`. Kept, because every sweep asks every socket."""

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

    def admit(self, scope: str) -> Admission:
        return revocation.admit(self.claims, scope)

    def renew(self, token: str) -> SignedIn:
        """For the same player; the socket then belongs to the new token's session."""
        renewed = sign_in(token)
        if renewed.owner != self.owner:
            raise TokenRefused
        return renewed


def sign_in(token: str) -> SignedIn:
    """Blocking. Raises TokenRefused."""
    [signed] = sign_in_all([token])
    if isinstance(signed, Exception):
        raise signed
    return signed


def sign_in_all(offered: Sequence[str]) -> list[SignedIn | Exception]:
    """Blocking. For each token who it is, or TokenRefused, or what keeps us from knowing."""
    claims = {token: known for token in offered if (known := _read(token))}
    states = revocation.confirm(claims.values())

    def signed(token: str) -> SignedIn | Exception:
        known = claims.get(token)
        state = states[known.session_id] if known else None
        if known is None or isinstance(state, SessionEnded):
            return TokenRefused()
        return state or SignedIn(known)

    return [signed(token) for token in offered]


def _read(token: str) -> Claims | None:
    try:
        return tokens.read_access(token)
    except tokens.InvalidToken:
        return None


_signed_in = Together[str, SignedIn](lambda offered: threads.database.run(sign_in_all, offered))


def handshake(application: Any) -> Any:
    """ASGI middleware: adds `signed` and `subprotocol` to the scope.

    Refuses a bad token with 403. While no token can be checked, closes with 1013: a client that took it for a bad one
    would ask for another, which cannot be had either.
    """

    async def signed(scope: dict[str, Any], receive: Any, send: Any) -> None:
        chosen = SUBPROTOCOL if SUBPROTOCOL in scope.get("subprotocols", []) else None
        token = offered_token(scope)
        try:
            async with asyncio.timeout(SECONDS):
                who = await _signed_in(token) if token else None
        except TokenRefused:
            who = None
        except (*threads.UNAVAILABLE, TimeoutError) as error:
            logger.warning("socket.database_away", error=type(error).__name__)
            return await turn_away({**scope, "subprotocol": chosen}, receive, send, OVERLOADED)
        if who is None:
            return await refuse(scope, receive, send)
        await application({**scope, "signed": who, "subprotocol": chosen}, receive, send)
        return None

    return signed


def offered_token(scope: dict[str, Any]) -> str | None:
    """The first of: subprotocol `bearer.<token>`, `Authorization: Bearer`, `?token=`."""
    for offered in scope.get("subprotocols", []):
        if offered.startswith(BEARER):
            return str(offered[len(BEARER) :])
    header = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
    kind, _, token = header.partition(" ")
    if kind.lower() == "bearer":
        return str(token.strip())
    query: dict[str, list[str]] = parse_qs(scope["query_string"].decode("latin-1"))
    return query["token"][-1] if "token" in query else None

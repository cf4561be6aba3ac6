"""Access and refresh tokens. simplejwt signs and verifies them; the session's row decides if a refresh token is valid.

A refresh token is derived from its row, so that every request for the successor gets the same one.
"""

from __future__ import annotations

import hashlib
import hmac
import time
import uuid
from functools import lru_cache
from typing import Any

from django.conf import settings
from rest_framework_simplejwt.backends import TokenBackend
from rest_framework_simplejwt.exceptions import TokenBackendError

from accounts.models import Session
from accounts.sessions.claims import Claims, claims_of
from accounts.sessions.lifetimes import ACCESS_LIFETIME, IDLE_LIFETIME, SESSION_LIFETIME
from core.clock import LEEWAY_SECONDS, has_passed

ALGORITHM = "HS256"
HEADER = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"  # {"alg":"HS256","typ":"JWT"}
VERIFIED_TOKENS = 8192


class InvalidToken(Exception):
    """The token isn't signed by us, has expired, is of the other kind, or has claims that we don't issue."""


def first_token_id() -> str:
    return uuid.uuid4().hex


def successor_of(token_id: str) -> str:
    """Returns the id of the next token, which can't be computed without the signing key."""
    return hmac.new(settings.SECRET_KEY.encode(), f"successor:{token_id}".encode(), hashlib.sha256).hexdigest()


def access_token(session: Session) -> str:
    now = int(time.time())
    end = int((session.created_at + SESSION_LIFETIME).timestamp())
    expires = min(now + int(ACCESS_LIFETIME.total_seconds()), end)
    return _sign("access", session, uuid.uuid4().hex, iat=now, exp=expires)


def refresh_token(session: Session) -> str:
    """Returns the row's current token. It has no `iat`, because a process whose clock is slow would refuse it."""
    expires = min(session.rotated_at + IDLE_LIFETIME, session.created_at + SESSION_LIFETIME)
    return _sign("refresh", session, session.current_token, exp=int(expires.timestamp()))


def read_access(token: str) -> Claims:
    """Raises InvalidToken."""
    claims = _verified(token, "access")
    if has_passed(claims.expires_at):
        raise InvalidToken
    return claims


def read_refresh(token: str) -> Claims:
    """Raises InvalidToken."""
    return _read(token, "refresh")


def _sign(kind: str, session: Session, token_id: str, **times: int) -> str:
    payload = {
        "token_type": kind,
        "user_id": str(session.player_id),
        "sid": str(session.pk),
        "jti": token_id,
        **times,
    }
    return str(_backend(settings.SECRET_KEY).encode(payload))


def _read(token: str, kind: str) -> Claims:
    if token.partition(".")[0] != HEADER:
        raise InvalidToken
    try:
        return claims_of(_decode(token), kind)
    except (TokenBackendError, KeyError, ValueError, OverflowError) as error:  # OverflowError: the time is infinite
        raise InvalidToken from error


def _decode(token: str) -> dict[str, Any]:
    """Verifies the token with the key or, during a rotation, with a previous key. Raises TokenBackendError."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            payload: dict[str, Any] = _backend(key).decode(token)  # type: ignore[arg-type]  # it takes the text
            return payload
        except TokenBackendError as error:
            fault = error
    raise fault


@lru_cache
def _backend(key: str) -> TokenBackend:
    return TokenBackend(ALGORITHM, signing_key=key, leeway=LEEWAY_SECONDS)


# A valid signature remains valid. Callers check the expiry.
_verified = lru_cache(maxsize=VERIFIED_TOKENS)(_read)

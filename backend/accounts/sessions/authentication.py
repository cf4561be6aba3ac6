"""Authenticates API requests by their access token, with a query only if the session isn't cached."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.sessions import responses, revocation, tokens
from accounts.sessions.claims import Claims
from core.api.throttling import scope_of
from core.middleware import arrival
from core.rate_limits import sliding_log
from core.sockets.principal import SessionEnded


@dataclass(frozen=True)
class TokenUser:
    """The fields of a user that are in the token."""

    pk: int
    is_authenticated: bool = True
    is_active: bool = True


def invalid_access_token() -> AuthenticationFailed:
    return AuthenticationFailed("The access token is invalid or has expired.", "token_not_valid")


def session_ended() -> AuthenticationFailed:
    return AuthenticationFailed("This session has ended.", "session_ended")


class BearerAuthentication(BaseAuthentication):
    """Sets `request.user` (TokenUser) and `request.auth` (Claims).

    One round trip checks both that the session is active and that the player is within the view's rate. The throttle
    (`core.api.throttling.UserThrottle`) finds the result in `request.admission`.
    """

    def authenticate(self, request: Request) -> tuple[TokenUser, Claims] | None:
        token = _offered_token(request)
        if token is None:
            return None
        try:
            claims = tokens.read_access(token)
        except tokens.InvalidToken:
            raise invalid_access_token() from None
        scope = scope_of(request.parser_context["view"])
        try:
            admission = arrival.current.admission or revocation.admit(claims, scope)
            request._request.admission = admission  # type: ignore[attr-defined]
        except SessionEnded:
            raise session_ended() from None
        return TokenUser(claims.player_id), claims

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="numberplay"'


def _offered_token(request: Request) -> str | None:
    header = request._request.META.get("HTTP_AUTHORIZATION", "")
    kind, _, token = header.partition(" ")
    if kind.lower() == "bearer":
        return str(token.strip())
    if getattr(request.parser_context["view"], "token_in_query", False):
        return request._request.GET.get("token")
    return None


class CookieAuthentication(BearerAuthentication):
    """For signing out. Also accepts the refresh token in a browser's cookie, as the access token may have expired."""

    def authenticate(self, request: Request) -> tuple[TokenUser, Claims] | None:
        try:
            return super().authenticate(request) or self._by_cookie(request)
        except AuthenticationFailed:
            by_cookie = self._by_cookie(request)
            if by_cookie is None:
                raise
            return by_cookie

    def _by_cookie(self, request: Request) -> tuple[TokenUser, Claims] | None:
        """Doesn't check whether the session is active, because the request will end it."""
        cookie = responses.cookie_of(request)
        try:
            claims = tokens.read_refresh(cookie) if cookie else None
        except tokens.InvalidToken:
            return None
        if claims is None:
            return None
        admission = sliding_log.admit(f"read:{claims.player_id}", settings.RATES.read)
        request._request.admission = admission  # type: ignore[attr-defined]
        return TokenUser(claims.player_id), claims

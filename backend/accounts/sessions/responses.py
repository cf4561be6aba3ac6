"""Returns tokens in the response body or, for browsers, the refresh token in a cookie that scripts can't read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Session, User
from accounts.serializers import UserSerializer
from accounts.sessions import tokens
from accounts.sessions.lifecycle import Device
from accounts.sessions.lifetimes import IDLE_LIFETIME, SESSION_LIFETIME
from core.middleware import origins
from core.middleware.request_log import address_of

COOKIE = "numberplay_refresh"
COOKIE_PATH = "/auth/api/"


def device_of(request: Request) -> Device:
    agent = request.headers.get("User-Agent", "")
    return Device(ip=address_of(request._request), user_agent="".join(c for c in agent if c.isprintable())[:200])


def token_response(session: Session, *, browser: bool, user: User | None = None, status: int = 200) -> Response:
    body: dict[str, Any] = {"user": UserSerializer(user).data} if user else {}
    body["access"] = tokens.access_token(session)
    refresh = tokens.refresh_token(session)
    if not browser:
        return Response({**body, "refresh": refresh}, status=status)
    response = Response(body, status=status)
    response.set_cookie(
        COOKIE,
        refresh,
        expires=_expiry(session),
        path=COOKIE_PATH,
        httponly=True,
        samesite="Strict",
        secure=settings.REFRESH_COOKIE_SECURE,
    )
    return response


def drop_cookie(response: Response) -> None:
    response.delete_cookie(COOKIE, path=COOKIE_PATH, samesite="Strict")


def origin_not_allowed() -> PermissionDenied:
    return PermissionDenied("This origin is not allowed to use the cookie.", "origin_not_allowed")


def cookie_of(request: Request) -> str | None:
    """Returns the refresh token in the cookie. Raises PermissionDenied for a page of another origin."""
    token = request.COOKIES.get(COOKIE)
    if token is None:
        return None
    if not origins.is_allowed(request.headers.get("Origin", ""), request.headers.get("Host", "")):
        raise origin_not_allowed()
    return token


def _expiry(session: Session) -> datetime:
    return min(session.rotated_at + IDLE_LIFETIME, session.created_at + SESSION_LIFETIME)

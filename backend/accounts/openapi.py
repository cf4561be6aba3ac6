"""Describes the access token and the refresh cookie in the OpenAPI document."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from accounts.sessions.authentication import invalid_access_token, session_ended
from accounts.sessions.responses import COOKIE
from core.api.openapi import shared_responses

shared_responses.register(invalid_access_token(), session_ended())


BEARER = """\
The access token of a session. It is valid for five minutes; a refresh returns a new one. The token is refused within
2 s of the end of its session.
"""
REFRESH_COOKIE = """\
Set when signing in with `"client": "browser"`, instead of returning the refresh token in the body. Accepted only from
an allowed `Origin`, and only for refreshing and signing out.
"""


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "accounts.sessions.authentication.BearerAuthentication"
    name = "accessToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": BEARER}


class CookieScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "accounts.sessions.authentication.CookieAuthentication"
    name = "refreshCookie"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": COOKIE,
            "description": REFRESH_COOKIE,
        }

    def get_security_requirement(self, auto_schema: Any) -> list[dict[str, list[str]]]:
        """Allows either the access token or the cookie."""
        return [{BearerScheme.name: []}, {self.name: []}]

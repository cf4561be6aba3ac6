"""Custom authentication of sockets, as the documentation of Channels describes it."""

from typing import Any

from channels.db import database_sync_to_async
from channels.middleware import BaseMiddleware
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from rest_framework_simplejwt.authentication import JWTAuthentication
from rest_framework_simplejwt.exceptions import AuthenticationFailed, InvalidToken


@database_sync_to_async
def user_of(token: bytes) -> AbstractBaseUser | AnonymousUser:
    authentication = JWTAuthentication()
    try:
        return authentication.get_user(authentication.get_validated_token(token))
    except (InvalidToken, AuthenticationFailed):
        return AnonymousUser()


class TokenMiddleware(BaseMiddleware):
    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> Any:
        header = dict(scope["headers"]).get(b"authorization", b"")
        scope["user"] = await user_of(header.removeprefix(b"Bearer "))
        return await super().__call__(scope, receive, send)

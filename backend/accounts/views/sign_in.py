"""Sign-in, refresh and sign-out over HTTP, for `accounts.services` and `accounts.sessions`."""

from __future__ import annotations

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import services
from accounts.passwords import hashing, lockout
from accounts.passwords.queue import hashing_queue
from accounts.serializers import (
    LoginSerializer,
    RefreshSerializer,
    SignInSerializer,
    TokensSerializer,
)
from accounts.sessions import lifecycle, responses, tokens
from accounts.sessions.authentication import CookieAuthentication
from accounts.two_factor import service as two_factor
from accounts.views import errors
from accounts.views.helpers import session_id, validated
from core.api.openapi.errors import error_response
from core.api.throttling import AddressThrottle
from core.api.views import PrivateView, PublicView
from core.rate_limits import sliding_log

FOREIGN_ORIGIN = {403: error_response(responses.origin_not_allowed())}
REFUSED_REFRESH = {
    400: error_response(errors.missing_refresh_token()),
    401: error_response(errors.invalid_refresh_token(), errors.no_session()),
    **FOREIGN_ORIGIN,
    429: error_response(Throttled(wait=1)),
}


class LoginView(PublicView):
    rate_scope = "login"
    throttle_classes = [AddressThrottle]

    @extend_schema(
        operation_id="signIn",
        tags=["Sessions"],
        request=LoginSerializer,
        responses={
            200: SignInSerializer,
            401: error_response(errors.invalid_credentials(), errors.code_required(), errors.invalid_second_factor()),
        },
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """Sign in on this device."""
        hashing_queue.refuse_flood()
        data = validated(LoginSerializer(data=request.data))
        device = responses.device_of(request)
        with lockout.attempt(data["email"], device.ip) as reset:
            try:
                user, session = services.sign_in(data["email"], data["password"], data.get("code"), device=device)
            except hashing.InvalidCredentials:
                raise errors.invalid_credentials() from None
            except two_factor.CodeRequired:
                reset()
                raise errors.code_required() from None
            except two_factor.InvalidCode:
                raise errors.invalid_second_factor() from None
        return responses.token_response(session, browser="client" in data, user=user)


class RefreshView(PublicView):
    @extend_schema(
        operation_id="refreshTokens",
        tags=["Sessions"],
        request=RefreshSerializer,
        responses={200: TokensSerializer, **REFUSED_REFRESH},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """Exchange the refresh token for a new refresh token and a new access token."""
        data = validated(RefreshSerializer(data=request.data))
        offered = data.get("refresh") or responses.cookie_of(request)
        if offered is None:
            if "client" in data:
                raise errors.no_session()
            raise errors.missing_refresh_token()
        try:
            claims = tokens.read_refresh(offered)
            _limit_refreshes(claims.session_id)
            session = lifecycle.rotate(claims, device=responses.device_of(request))
        except (tokens.InvalidToken, lifecycle.SessionOver):
            raise errors.invalid_refresh_token() from None
        # A token from the cookie never goes into a body that scripts can read.
        return responses.token_response(session, browser="client" in data or "refresh" not in data)


class LogoutView(PrivateView):
    authentication_classes = [CookieAuthentication]

    @extend_schema(operation_id="signOut", tags=["Sessions"], request=None, responses={204: None, **FOREIGN_ORIGIN})
    def post(self, request: Request) -> Response:
        """End this session, identified by the access token or the browser's refresh cookie."""
        lifecycle.end_session(self.owner_id, session_id(request), reason="logout")
        response = Response(status=204)
        responses.drop_cookie(response)
        return response


def _limit_refreshes(session_id: str) -> None:
    wait = sliding_log.admit(f"refresh:{session_id}", settings.RATES.refresh).retry_after
    if wait is not None:
        raise Throttled(wait)

"""The HTTP door to accounts: words are translated, `accounts.services` does the work."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import AuthenticationFailed, NotFound, Throttled, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from accounts import answers, login_failures, services, tokens
from accounts.authentication import CookieAuthentication
from accounts.models import Session, User
from accounts.serializers import (
    DeleteSerializer,
    LoginSerializer,
    RefreshSerializer,
    RegisterSerializer,
    RenameSerializer,
    SessionSerializer,
    SignedInSerializer,
    TokensSerializer,
    UserSerializer,
)
from core import limits
from core.api import Personal, Public
from core.schema import ErrorSerializer
from core.throttling import AddressThrottle

REFUSED_REFRESH = dict.fromkeys((401, 403, 429), ErrorSerializer)


class RegisterView(Public):
    rate_scope = "register"
    throttle_classes = [AddressThrottle]

    @extend_schema(request=RegisterSerializer, responses={201: SignedInSerializer}, auth=[])
    def post(self, request: Request) -> Response:
        """Make an account and sign in."""
        data = _valid(RegisterSerializer(data=request.data))
        names = {"username": data["username"], "email": data["email"]}
        _refuse_taken(services.taken(**names))
        try:
            user, session = services.register(**names, password=data["password"], device=answers.device_of(request))
        except services.NameTaken as taken:
            _refuse_taken(taken.fields)
            raise
        return answers.token_answer(session, browser="client" in data, user=user, status=201)


class LoginView(Public):
    rate_scope = "login"
    throttle_classes = [AddressThrottle]

    @extend_schema(request=LoginSerializer, responses={200: SignedInSerializer, 401: ErrorSerializer}, auth=[])
    def post(self, request: Request) -> Response:
        """Sign in on this device."""
        data = _valid(LoginSerializer(data=request.data))
        device = answers.device_of(request)
        with login_failures.counted(data["email"], device.ip):
            try:
                user, session = services.sign_in(data["email"], data["password"], device=device)
            except services.InvalidCredentials:
                raise AuthenticationFailed("The e-mail or the password is wrong.", "invalid_credentials") from None
        return answers.token_answer(session, browser="client" in data, user=user)


class RefreshView(Public):
    rate_scope = "refresh"

    @extend_schema(request=RefreshSerializer, responses={200: TokensSerializer, **REFUSED_REFRESH}, auth=[])
    def post(self, request: Request) -> Response:
        """Exchange the refresh token for its successor and a new access token."""
        data = _valid(RefreshSerializer(data=request.data))
        offered = data.get("refresh") or answers.cookie_of(request)
        if offered is None:
            if "client" in data:
                raise AuthenticationFailed("There is no session here.", "no_session")
            raise ValidationError({"refresh": "This field is required."}, "required")
        try:
            claims = tokens.read_refresh(offered)
            _limit_refreshes(claims.session_id)
            session = services.rotate(claims, device=answers.device_of(request))
        except (tokens.InvalidToken, services.SessionOver):
            raise AuthenticationFailed("The refresh token is not valid any more.", "token_not_valid") from None
        # What came in the cookie is never shown to a script.
        return answers.token_answer(session, browser="client" in data or "refresh" not in data)


class LogoutView(Personal):
    authentication_classes = [CookieAuthentication]

    @extend_schema(request=None, responses={204: None, 403: ErrorSerializer})
    def post(self, request: Request) -> Response:
        """End this session; a browser's cookie will do."""
        services.end_session(self.player_id, _session_id(request), reason="logout")
        response = Response(status=204)
        answers.drop_cookie(response)
        return response


class UserView(Personal):
    @extend_schema(responses=UserSerializer)
    def get(self, request: Request) -> Response:
        """The player."""
        return Response(UserSerializer(_user(self.player_id)).data)

    @extend_schema(request=RenameSerializer, responses=UserSerializer)
    def patch(self, request: Request) -> Response:
        """Rename the player."""
        user = _user(self.player_id)
        data = _valid(RenameSerializer(data=request.data))
        try:
            services.rename(user, data["username"])
        except services.NameTaken as taken:
            _refuse_taken(taken.fields)
        return Response(UserSerializer(user).data)

    @extend_schema(request=DeleteSerializer, responses={204: None})
    def delete(self, request: Request) -> Response:
        """Delete the account and all its plays, for good."""
        user = _user(self.player_id)
        data = _valid(DeleteSerializer(data=request.data))
        with login_failures.counted(user.email, answers.device_of(request).ip):
            try:
                services.delete_account(user, data["password"])
            except services.InvalidCredentials:
                raise ValidationError({"password": "The password is wrong."}, "invalid_password") from None
        response = Response(status=204)
        answers.drop_cookie(response)
        return response


class SessionsView(Personal):
    @extend_schema(responses=SessionSerializer(many=True), filters=False)
    def get(self, request: Request) -> Response:
        """The devices that are signed in."""
        sessions = services.sessions_of(self.player_id)
        context = {"current": _session_id(request)}
        return Response(SessionSerializer(sessions, many=True, context=context).data)

    @extend_schema(operation_id="end_other_sessions", request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        """End all other sessions."""
        others = Session.objects.filter(player_id=self.player_id).exclude(pk=_session_id(request))
        services.end_sessions(others, reason="revoked")
        return Response(status=204)


class SessionView(Personal):
    @extend_schema(operation_id="end_session", request=None, responses={204: None})
    def delete(self, request: Request, session_id: UUID) -> Response:
        """End one session."""
        if not services.end_session(self.player_id, session_id, reason="revoked"):
            raise NotFound
        return Response(status=204)


def _valid(serializer: Serializer[dict[str, str]]) -> dict[str, str]:
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data  # type: ignore[no-any-return]


def _session_id(request: Request) -> str:
    return cast("tokens.Claims", request.auth).session_id


def _user(player_id: int) -> User:
    user = User.objects.filter(pk=player_id).first()
    if user is None:
        raise AuthenticationFailed("The account does not exist any more.", "session_ended")
    return user


def _refuse_taken(fields: list[str]) -> None:
    if fields:
        words = {"username": "A player has this username.", "email": "A player has this email address."}
        raise ValidationError({field: words[field] for field in fields}, "unique")


def _limit_refreshes(session_id: str) -> None:
    wait = limits.admit(f"refresh:{session_id}", settings.RATES.refresh).retry_after
    if wait is not None:
        raise Throttled(wait)

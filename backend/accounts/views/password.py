"""The password: changed by who knows it, chosen anew by who reads the mail."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import credential_changes
from accounts.serializers import (
    ChangePasswordSerializer,
    EmailSerializer,
    ResetPasswordSerializer,
)
from accounts.views.helpers import (
    NOTHING,
    confirm_password,
    player_of,
    session_id,
    valid,
    with_link,
    with_new_password,
    with_password,
)
from core.api.throttling import AddressThrottle
from core.api.views import Personal, Public


class ChangePasswordView(Personal):
    @extend_schema(request=ChangePasswordSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Change the password. All other sessions end."""
        user = player_of(self.player_id)
        data = valid(ChangePasswordSerializer(data=request.data))
        confirm_password(request, user, data["current_password"], "current_password")
        with with_password("current_password"), with_new_password():
            credential_changes.change_password(user, data["password"], keep=session_id(request))
        return Response(status=204)


class AskForResetView(Public):
    rate_scope = "mail"
    throttle_classes = [AddressThrottle]

    @extend_schema(request=EmailSerializer, responses={202: NOTHING}, auth=[])
    def post(self, request: Request) -> Response:
        """Send a password reset link. The response is the same whether or not an account has the address."""
        credential_changes.ask_for_reset(valid(EmailSerializer(data=request.data))["email"])
        return Response({}, status=202)


class ResetPasswordView(Public):
    rate_scope = "login"
    throttle_classes = [AddressThrottle]

    @extend_schema(request=ResetPasswordSerializer, responses={204: None}, auth=[])
    def post(self, request: Request) -> Response:
        """Set a new password with the token from the emailed link. All sessions end."""
        data = valid(ResetPasswordSerializer(data=request.data))
        with with_link(), with_new_password():
            credential_changes.reset_password(data["token"], data["password"])
        return Response(status=204)

"""Checking a new password, changing the password, and resetting it by email."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import credential_changes
from accounts.serializers import (
    ChangePasswordSerializer,
    EmailSerializer,
    PasswordCheckSerializer,
    ResetPasswordSerializer,
)
from accounts.views import errors
from accounts.views.helpers import (
    ACCEPTED,
    confirm_password,
    player_of,
    session_id,
    translate_invalid_link,
    translate_invalid_password,
    translate_weak_password,
    validated,
)
from core.api.openapi.errors import error_response
from core.api.throttling import AddressThrottle
from core.api.views import PrivateView, PublicView


class CheckPasswordView(PublicView):
    throttle_classes = [AddressThrottle]

    @extend_schema(
        operation_id="checkPassword",
        tags=["Account"],
        request=PasswordCheckSerializer,
        responses={204: None, 400: error_response(errors.common_password())},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """Check a password before registering. A 400 lists the reasons why registration would reject it.

        The password is compared with the username and the email, if given. Nothing is stored, and no account is read.
        """
        validated(PasswordCheckSerializer(data=request.data))
        return Response(status=204)


class ChangePasswordView(PrivateView):
    @extend_schema(
        operation_id="changePassword",
        tags=["Account"],
        request=ChangePasswordSerializer,
        responses={
            204: None,
            400: error_response(errors.invalid_password("current_password"), errors.common_password()),
        },
    )
    def post(self, request: Request) -> Response:
        """Change the password. All other sessions end."""
        user = player_of(self.owner_id)
        data = validated(ChangePasswordSerializer(data=request.data))
        confirm_password(request, user, data["current_password"], "current_password")
        with translate_invalid_password("current_password"), translate_weak_password():
            credential_changes.change_password(user, data["password"], keep=session_id(request))
        return Response(status=204)


class RequestPasswordResetView(PublicView):
    rate_scope = "mail"
    throttle_classes = [AddressThrottle]

    @extend_schema(
        operation_id="requestPasswordReset",
        tags=["Account"],
        request=EmailSerializer,
        responses={202: ACCEPTED},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """Send a password reset link. The response is the same whether or not an account has the address."""
        credential_changes.request_password_reset(validated(EmailSerializer(data=request.data))["email"])
        return Response({}, status=202)


class ResetPasswordView(PublicView):
    rate_scope = "login"
    throttle_classes = [AddressThrottle]

    @extend_schema(
        operation_id="resetPassword",
        tags=["Account"],
        request=ResetPasswordSerializer,
        responses={204: None, 400: error_response(errors.invalid_link(), errors.common_password())},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """Set a new password with the token from the emailed link. All sessions end."""
        data = validated(ResetPasswordSerializer(data=request.data))
        with translate_invalid_link(), translate_weak_password():
            credential_changes.reset_password(data["token"], data["password"])
        return Response(status=204)

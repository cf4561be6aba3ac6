"""The second factor: begun, confirmed, and switched off again."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from accounts.serializers import PasswordConfirmationSerializer
from accounts.two_factor import service as second_factor
from accounts.two_factor.serializers import (
    CodeConfirmationSerializer,
    CodeSerializer,
    RecoveryCodesSerializer,
    TotpSetupSerializer,
    TotpStatusSerializer,
)
from accounts.views.helpers import confirm_password, player_of, valid, with_code
from core.api.errors import Conflict
from core.api.schema import ErrorSerializer
from core.api.views import Personal

NOT_VERIFIED = {403: ErrorSerializer}


class SecondFactorView(Personal):
    @extend_schema(responses=TotpStatusSerializer)
    def get(self, request: Request) -> Response:
        """Return whether two-factor authentication is enabled."""
        return Response(TotpStatusSerializer(second_factor.status(self.player_id)).data)

    @extend_schema(
        request=PasswordConfirmationSerializer,
        responses={200: TotpSetupSerializer, 409: ErrorSerializer, **NOT_VERIFIED},
    )
    def post(self, request: Request) -> Response:
        """Start two-factor setup with a new secret. It is enabled once a code is confirmed."""
        user = _verified_player(self.player_id)
        data = valid(PasswordConfirmationSerializer(data=request.data))
        confirm_password(request, user, data["password"])
        try:
            secret, uri = second_factor.begin(user)
        except second_factor.AlreadyOn:
            raise Conflict("Two-factor authentication is already enabled.", "totp_enabled") from None
        return Response({"secret": secret, "uri": uri})

    @extend_schema(request=CodeConfirmationSerializer, responses={204: None})
    def delete(self, request: Request) -> Response:
        """Disable two-factor authentication."""
        user = player_of(self.player_id)
        data = valid(CodeConfirmationSerializer(data=request.data))
        confirm_password(request, user, data["password"])
        with with_code():
            second_factor.switch_off(user, data["code"])
        return Response(status=204)


class ConfirmSecondFactorView(Personal):
    @extend_schema(request=CodeSerializer, responses={200: RecoveryCodesSerializer, **NOT_VERIFIED})
    def post(self, request: Request) -> Response:
        """Enable two-factor authentication by confirming a code. The recovery codes are shown only once."""
        user = _verified_player(self.player_id)
        data = valid(CodeSerializer(data=request.data))
        with with_code():
            return Response({"recovery_codes": second_factor.confirm(user, data["code"])})


class RecoveryCodesView(Personal):
    @extend_schema(request=CodeConfirmationSerializer, responses={200: RecoveryCodesSerializer, **NOT_VERIFIED})
    def post(self, request: Request) -> Response:
        """Replace the recovery codes with new ones."""
        user = _verified_player(self.player_id)
        data = valid(CodeConfirmationSerializer(data=request.data))
        confirm_password(request, user, data["password"])
        with with_code():
            return Response({"recovery_codes": second_factor.renew_recovery_codes(user, data["code"])})


def _verified_player(player_id: int) -> User:
    """Otherwise whoever registers with somebody else's address could lock its owner out."""
    user = player_of(player_id)
    if not user.email_verified:
        raise PermissionDenied("Verify your email address first.", "email_not_verified")
    return user

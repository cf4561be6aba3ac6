"""Setting up, confirming and disabling two-factor authentication."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from accounts.serializers import PasswordConfirmationSerializer
from accounts.two_factor import service as two_factor
from accounts.two_factor.serializers import (
    CodeConfirmationSerializer,
    CodeSerializer,
    RecoveryCodesSerializer,
    TotpSetupSerializer,
    TotpStatusSerializer,
)
from accounts.views import errors
from accounts.views.helpers import confirm_password, player_of, translate_invalid_code, validated
from core.api.openapi.errors import error_response
from core.api.views import PrivateView

NOT_VERIFIED = {403: error_response(errors.email_not_verified())}
INVALID_CONFIRMATION = {400: error_response(errors.invalid_password(), errors.invalid_code())}


class TwoFactorView(PrivateView):
    @extend_schema(operation_id="getTwoFactorStatus", tags=["Two-factor"], responses=TotpStatusSerializer)
    def get(self, request: Request) -> Response:
        """Return whether two-factor authentication is enabled."""
        return Response(TotpStatusSerializer(two_factor.status(self.owner_id)).data)

    @extend_schema(
        operation_id="startTwoFactorSetup",
        tags=["Two-factor"],
        request=PasswordConfirmationSerializer,
        responses={
            200: TotpSetupSerializer,
            400: error_response(errors.invalid_password()),
            409: error_response(errors.totp_enabled()),
            **NOT_VERIFIED,
        },
    )
    def post(self, request: Request) -> Response:
        """Start two-factor setup with a new secret. It is enabled once a code is confirmed."""
        user = _verified_player(self.owner_id)
        data = validated(PasswordConfirmationSerializer(data=request.data))
        confirm_password(request, user, data["password"])
        try:
            secret, uri = two_factor.start_setup(user)
        except two_factor.AlreadyEnabled:
            raise errors.totp_enabled() from None
        return Response({"secret": secret, "uri": uri})

    @extend_schema(
        operation_id="disableTwoFactor",
        tags=["Two-factor"],
        request=CodeConfirmationSerializer,
        responses={204: None, **INVALID_CONFIRMATION},
    )
    def delete(self, request: Request) -> Response:
        """Disable two-factor authentication."""
        user = player_of(self.owner_id)
        data = validated(CodeConfirmationSerializer(data=request.data))
        confirm_password(request, user, data["password"])
        with translate_invalid_code():
            two_factor.disable(user, data["code"])
        return Response(status=204)


class ConfirmTwoFactorView(PrivateView):
    @extend_schema(
        operation_id="confirmTwoFactorSetup",
        tags=["Two-factor"],
        request=CodeSerializer,
        responses={200: RecoveryCodesSerializer, 400: error_response(errors.invalid_code()), **NOT_VERIFIED},
    )
    def post(self, request: Request) -> Response:
        """Enable two-factor authentication by confirming a code. The recovery codes are shown only once."""
        user = _verified_player(self.owner_id)
        data = validated(CodeSerializer(data=request.data))
        with translate_invalid_code():
            return Response({"recovery_codes": two_factor.confirm(user, data["code"])})


class RecoveryCodesView(PrivateView):
    @extend_schema(
        operation_id="renewRecoveryCodes",
        tags=["Two-factor"],
        request=CodeConfirmationSerializer,
        responses={200: RecoveryCodesSerializer, **INVALID_CONFIRMATION, **NOT_VERIFIED},
    )
    def post(self, request: Request) -> Response:
        """Replace the recovery codes with new ones."""
        user = _verified_player(self.owner_id)
        data = validated(CodeConfirmationSerializer(data=request.data))
        confirm_password(request, user, data["password"])
        with translate_invalid_code():
            return Response({"recovery_codes": two_factor.renew_recovery_codes(user, data["code"])})


def _verified_player(player_id: int) -> User:
    """Requires a verified address. Otherwise, registering somebody else's address could lock its owner out."""
    user = player_of(player_id)
    if not user.email_verified:
        raise errors.email_not_verified()
    return user

"""Verification and change of email addresses."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import credential_changes, disown
from accounts.mail import links
from accounts.serializers import (
    ChangeEmailSerializer,
    EmailSerializer,
    LinkedAccountSerializer,
    LinkSerializer,
    UserEnvelopeSerializer,
    UserSerializer,
)
from accounts.views import errors
from accounts.views.helpers import ACCEPTED, confirm_password, player_of, translate_invalid_link, validated
from core.api.openapi.errors import error_response
from core.api.throttling import AddressThrottle
from core.api.views import PrivateView, PublicView

INVALID_LINK = {400: error_response(errors.invalid_link())}


class VerifyEmailView(PublicView):
    rate_scope = "login"
    throttle_classes = [AddressThrottle]

    @extend_schema(
        operation_id="verifyEmail",
        tags=["Account"],
        request=LinkSerializer,
        responses={200: UserEnvelopeSerializer, **INVALID_LINK},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """Verify the address of a new account, or an account's new address, with the token from the emailed link."""
        data = validated(LinkSerializer(data=request.data))
        with translate_invalid_link():
            user = credential_changes.verify_email(data["token"])
        return Response({"user": UserSerializer(user).data})


class InspectLinkView(PublicView):
    rate_scope = "login"
    throttle_classes = [AddressThrottle]

    @extend_schema(
        operation_id="inspectEmailLink",
        tags=["Account"],
        request=LinkSerializer,
        responses={200: LinkedAccountSerializer, **INVALID_LINK},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """Return the account whose address the link would verify, without using the link."""
        data = validated(LinkSerializer(data=request.data))
        with translate_invalid_link():
            user = links.account_of(data["token"])
        return Response(LinkedAccountSerializer(user).data)


class DisownEmailView(PublicView):
    rate_scope = "login"
    throttle_classes = [AddressThrottle]

    @extend_schema(
        operation_id="disownEmail",
        tags=["Account"],
        request=LinkSerializer,
        responses={204: None, 409: error_response(errors.email_already_verified()), **INVALID_LINK},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """Remove an account that someone else registered with your address, using the emailed link.

        If the link was for changing the email of an existing account to your address, the link stops working and the
        account is left unchanged.
        Returns 409 `email_already_verified` if the address has already been verified.
        """
        data = validated(LinkSerializer(data=request.data))
        try:
            with translate_invalid_link():
                disown.disown_email(data["token"])
        except disown.AlreadyVerified:
            raise errors.email_already_verified() from None
        return Response(status=204)


class ResendView(PublicView):
    rate_scope = "mail"
    throttle_classes = [AddressThrottle]

    @extend_schema(
        operation_id="resendVerification", tags=["Account"], request=EmailSerializer, responses={202: ACCEPTED}, auth=[]
    )
    def post(self, request: Request) -> Response:
        """Resend the verification link. The response is the same whether or not an account has the address."""
        credential_changes.request_verification(validated(EmailSerializer(data=request.data))["email"])
        return Response({}, status=202)


class ChangeEmailView(PrivateView):
    @extend_schema(
        operation_id="changeEmail",
        tags=["Account"],
        request=ChangeEmailSerializer,
        responses={202: ACCEPTED, 400: error_response(errors.invalid_password())},
    )
    def post(self, request: Request) -> Response:
        """Request a change of email address, which takes effect when the link sent to the new address is used.

        The current address is notified immediately.
        """
        user = player_of(self.owner_id)
        data = validated(ChangeEmailSerializer(data=request.data))
        confirm_password(request, user, data["password"])
        credential_changes.request_email_change(user, data["email"])
        return Response({}, status=202)

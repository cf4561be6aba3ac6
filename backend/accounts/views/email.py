"""The e-mail address: shown to be the player's, and changed."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import credential_changes, disown
from accounts.mail import links as mail_links
from accounts.serializers import (
    ChangeEmailSerializer,
    EmailSerializer,
    LinkedAccountSerializer,
    LinkSerializer,
    UserEnvelopeSerializer,
    UserSerializer,
)
from accounts.views.helpers import NOTHING, confirm_password, player_of, valid, with_link
from core.api.errors import Conflict
from core.api.schema import ErrorSerializer
from core.api.throttling import AddressThrottle
from core.api.views import Personal, Public


class VerifyEmailView(Public):
    rate_scope = "login"
    throttle_classes = [AddressThrottle]

    @extend_schema(request=LinkSerializer, responses={200: UserEnvelopeSerializer}, auth=[])
    def post(self, request: Request) -> Response:
        """Verify an email address with the token from the emailed link, for a new account or a change of address."""
        data = valid(LinkSerializer(data=request.data))
        with with_link():
            user = credential_changes.verify_email(data["token"])
        return Response({"user": UserSerializer(user).data})


class InspectLinkView(Public):
    rate_scope = "login"
    throttle_classes = [AddressThrottle]

    @extend_schema(request=LinkSerializer, responses={200: LinkedAccountSerializer}, auth=[])
    def post(self, request: Request) -> Response:
        """Return the account whose address the link would verify, without using the link."""
        data = valid(LinkSerializer(data=request.data))
        with with_link():
            user = mail_links.account_of(data["token"])
        return Response(LinkedAccountSerializer(user).data)


class DisownEmailView(Public):
    rate_scope = "login"
    throttle_classes = [AddressThrottle]

    @extend_schema(request=LinkSerializer, responses={204: None, 409: ErrorSerializer}, auth=[])
    def post(self, request: Request) -> Response:
        """Remove an account that someone else registered with your address, using the emailed link.

        If the link was for changing an existing account to your address, it stops working and the account stays.
        Returns 409 `email_already_verified` if the address has already been verified.
        """
        data = valid(LinkSerializer(data=request.data))
        try:
            with with_link():
                disown.disown_email(data["token"])
        except disown.AlreadyVerified:
            raise Conflict("This email address has already been verified.", "email_already_verified") from None
        return Response(status=204)


class ResendView(Public):
    rate_scope = "mail"
    throttle_classes = [AddressThrottle]

    @extend_schema(request=EmailSerializer, responses={202: NOTHING}, auth=[])
    def post(self, request: Request) -> Response:
        """Resend the verification link. The response is the same whether or not an account has the address."""
        credential_changes.ask_for_verification(valid(EmailSerializer(data=request.data))["email"])
        return Response({}, status=202)


class ChangeEmailView(Personal):
    @extend_schema(request=ChangeEmailSerializer, responses={202: NOTHING})
    def post(self, request: Request) -> Response:
        """Request a change of address, which takes effect when the link sent to the new address is used.

        The current address is notified immediately.
        """
        user = player_of(self.player_id)
        data = valid(ChangeEmailSerializer(data=request.data))
        confirm_password(request, user, data["password"])
        credential_changes.ask_for_change_of_email(user, data["email"])
        return Response({}, status=202)

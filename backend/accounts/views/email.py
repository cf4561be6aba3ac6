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
        """Confirm an address by the link in its mail, that of a new account or the new one of an account."""
        data = valid(LinkSerializer(data=request.data))
        with with_link():
            user = credential_changes.verify_email(data["token"])
        return Response({"user": UserSerializer(user).data})


class InspectLinkView(Public):
    rate_scope = "login"
    throttle_classes = [AddressThrottle]

    @extend_schema(request=LinkSerializer, responses={200: LinkedAccountSerializer}, auth=[])
    def post(self, request: Request) -> Response:
        """The account that the link would verify an address for. Doesn't use the link."""
        data = valid(LinkSerializer(data=request.data))
        with with_link():
            user = mail_links.account_of(data["token"])
        return Response(LinkedAccountSerializer(user).data)


class DisownEmailView(Public):
    rate_scope = "login"
    throttle_classes = [AddressThrottle]

    @extend_schema(request=LinkSerializer, responses={204: None, 409: ErrorSerializer}, auth=[])
    def post(self, request: Request) -> Response:
        """Remove the account that somebody else registered with your address, by the link sent there.

        A link that would change an existing account to your address stops working, and the account stays.
        409 `email_already_verified` if the address has been verified.
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
        """Send the link again. The answer does not tell whether anybody has the address."""
        credential_changes.ask_for_verification(valid(EmailSerializer(data=request.data))["email"])
        return Response({}, status=202)


class ChangeEmailView(Personal):
    @extend_schema(request=ChangeEmailSerializer, responses={202: NOTHING})
    def post(self, request: Request) -> Response:
        """Ask for another address. It changes when the link that is sent there is used; the old one is told at once."""
        user = player_of(self.player_id)
        data = valid(ChangeEmailSerializer(data=request.data))
        confirm_password(request, user, data["password"])
        credential_changes.ask_for_change_of_email(user, data["email"])
        return Response({}, status=202)

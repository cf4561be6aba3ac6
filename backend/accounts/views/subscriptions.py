"""Emails that players can subscribe to, and the links to unsubscribe."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.mail import subscriptions
from accounts.serializers import ChangeSubscriptionsSerializer, LinkSerializer, SubscriptionsSerializer
from accounts.views import errors
from accounts.views.helpers import player_of, translate_invalid_link, validated
from core.api.openapi.errors import error_response
from core.api.throttling import AddressThrottle
from core.api.views import PrivateView, PublicView

TOKEN = "token"  # noqa: S105  the name of a parameter


class SubscriptionsView(PrivateView):
    @extend_schema(operation_id="getSubscriptions", tags=["Account"], responses=SubscriptionsSerializer)
    def get(self, request: Request) -> Response:
        """Return the player's email subscriptions."""
        return self._subscriptions()

    @extend_schema(
        operation_id="changeSubscriptions",
        tags=["Account"],
        request=ChangeSubscriptionsSerializer,
        responses={200: SubscriptionsSerializer, 403: error_response(errors.email_not_verified())},
    )
    def patch(self, request: Request) -> Response:
        """Turn the weekly summary email on or off. Turning it on requires a verified address."""
        player = player_of(self.owner_id)
        is_wanted = bool(validated(ChangeSubscriptionsSerializer(data=request.data))["weekly_summary"])
        if is_wanted and not player.email_verified:
            raise errors.email_not_verified()
        if is_wanted:
            subscriptions.subscribe(player)
        else:
            subscriptions.unsubscribe(player.pk)
        return self._subscriptions()

    def _subscriptions(self) -> Response:
        return Response({"weekly_summary": subscriptions.is_subscribed(self.owner_id)})


class UnsubscribeView(PublicView):
    throttle_classes = [AddressThrottle]

    @extend_schema(
        operation_id="unsubscribe",
        tags=["Account"],
        request=LinkSerializer,
        responses={204: None, 400: error_response(errors.invalid_link())},
        parameters=[
            OpenApiParameter(TOKEN, str, description="The token, sent in the query by mail programs (RFC 8058)."),
        ],
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """Unsubscribe from the weekly summary with the token from an email. The token can be used more than once.

        If the token is in the query, the body is ignored, because mail programs send a form.
        """
        given = request.query_params.get(TOKEN)
        token = given if given is not None else validated(LinkSerializer(data=request.data))["token"]
        with translate_invalid_link():
            subscriptions.unsubscribe_by(token)
        return Response(status=204)

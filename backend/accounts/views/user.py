"""The player's own account."""

from __future__ import annotations

from django.http import StreamingHttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import audit, services
from accounts.serializers import (
    ChangeUserSerializer,
    DataExportSerializer,
    PasswordConfirmationSerializer,
    UserSerializer,
)
from accounts.sessions import responses
from accounts.views import errors
from accounts.views.helpers import confirm_password, player_of, refuse_taken_names, validated
from core import privacy
from core.api.openapi.errors import error_response
from core.api.streaming import download
from core.api.views import PrivateView


class UserView(PrivateView):
    @extend_schema(operation_id="getUser", tags=["Account"], responses=UserSerializer)
    def get(self, request: Request) -> Response:
        """Return the signed-in player."""
        return Response(UserSerializer(player_of(self.owner_id)).data)

    @extend_schema(
        operation_id="changeUser",
        tags=["Account"],
        request=ChangeUserSerializer,
        responses={
            200: UserSerializer,
            400: error_response(errors.taken_names("username"), errors.nothing_to_change()),
        },
    )
    def patch(self, request: Request) -> Response:
        """Change the username, the language, or both."""
        user = player_of(self.owner_id)
        data = validated(ChangeUserSerializer(data=request.data))
        if not data:
            raise errors.nothing_to_change()
        try:
            services.change(user, **data)
        except services.NameTaken as taken:
            refuse_taken_names(taken.fields)
        return Response(UserSerializer(user).data)

    @extend_schema(
        operation_id="deleteUser",
        tags=["Account"],
        request=PasswordConfirmationSerializer,
        responses={204: None, 400: error_response(errors.invalid_password())},
    )
    def delete(self, request: Request) -> Response:
        """Permanently delete the account and all its plays."""
        user = player_of(self.owner_id)
        data = validated(PasswordConfirmationSerializer(data=request.data))
        confirm_password(request, user, data["password"])
        services.delete_account(user)
        response = Response(status=204)
        responses.drop_cookie(response)
        return response


class ExportView(PrivateView):
    @extend_schema(operation_id="exportUserData", tags=["Account"], responses=DataExportSerializer)
    def get(self, request: Request) -> StreamingHttpResponse:
        """Download all data that is stored about the player."""
        player_of(self.owner_id)
        chunks = privacy.as_json(self.owner_id)
        response = download(request._request, self.owner_id, chunks, "numberplay-export.json", "application/json")
        if request.method == "GET":
            audit.record("account.exported", player=self.owner_id)
        return response

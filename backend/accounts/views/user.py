"""The player's own account."""

from __future__ import annotations

from django.http import StreamingHttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import audit, services
from accounts.serializers import DataExportSerializer, PasswordConfirmationSerializer, RenameSerializer, UserSerializer
from accounts.sessions import responses
from accounts.views.helpers import confirm_password, player_of, refuse_taken_names, validated
from core import privacy
from core.api.streaming import download
from core.api.views import PrivateView


class UserView(PrivateView):
    @extend_schema(responses=UserSerializer)
    def get(self, request: Request) -> Response:
        """Return the signed-in player."""
        return Response(UserSerializer(player_of(self.owner_id)).data)

    @extend_schema(request=RenameSerializer, responses=UserSerializer)
    def patch(self, request: Request) -> Response:
        """Change the username."""
        user = player_of(self.owner_id)
        data = validated(RenameSerializer(data=request.data))
        try:
            services.rename(user, data["username"])
        except services.NameTaken as taken:
            refuse_taken_names(taken.fields)
        return Response(UserSerializer(user).data)

    @extend_schema(request=PasswordConfirmationSerializer, responses={204: None})
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
    @extend_schema(responses=DataExportSerializer)
    def get(self, request: Request) -> StreamingHttpResponse:
        """Download everything that is stored about the player."""
        player_of(self.owner_id)
        chunks = privacy.as_json(self.owner_id)
        response = download(request._request, self.owner_id, chunks, "numberplay-export.json", "application/json")
        if request.method == "GET":
            audit.record("account.exported", player=self.owner_id)
        return response

"""The devices on which a player is signed in."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Session
from accounts.serializers import SessionSerializer
from accounts.sessions import lifecycle
from accounts.views.helpers import session_id
from core.api.views import PrivateView


class SessionsView(PrivateView):
    @extend_schema(
        operation_id="listSessions", tags=["Sessions"], responses=SessionSerializer(many=True), filters=False
    )
    def get(self, request: Request) -> Response:
        """List the signed-in devices."""
        alive = lifecycle.sessions_of(self.owner_id)
        context = {"current": session_id(request)}
        return Response(SessionSerializer(alive, many=True, context=context).data)

    @extend_schema(operation_id="endOtherSessions", tags=["Sessions"], request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        """End all other sessions."""
        others = Session.objects.filter(player_id=self.owner_id).exclude(pk=session_id(request))
        lifecycle.end_sessions(others, reason="revoked")
        return Response(status=204)


class SessionView(PrivateView):
    @extend_schema(operation_id="endSession", tags=["Sessions"], request=None, responses={204: None})
    def delete(self, request: Request, session_id: UUID) -> Response:
        """End a session."""
        if not lifecycle.end_session(self.owner_id, session_id, reason="revoked"):
            raise NotFound
        return Response(status=204)

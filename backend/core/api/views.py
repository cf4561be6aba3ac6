"""Base classes of the API's views."""

from __future__ import annotations

from typing import Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import service


class PrivateView(APIView):
    """Requires an access token. Responses are never cached. `rate_scope` names the view's rate in `settings.RATES`."""

    rate_scope = "read"
    _allow = ""

    def __init_subclass__(cls) -> None:
        cls._allow = ", ".join(name.upper() for name in cls.http_method_names if hasattr(cls, name))

    @property
    def default_response_headers(self) -> dict[str, str]:
        """Computes the headers once per class; DRF would look up every HTTP method on each request."""
        return {"Allow": self._allow}

    @property
    def owner_id(self) -> int:
        return int(self.request.user.pk or 0)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response


class NoAuthentication(BaseAuthentication):
    """For public views, so that they refuse a wrong password, for example, with a 401 and not a 403."""

    def authenticate(self, request: Request) -> None:
        return None

    def authenticate_header(self, request: Request) -> str:
        return f'Bearer realm="{service.NAME}"'


class PublicView(PrivateView):
    """Requires no access token, and ignores any token that is sent."""

    authentication_classes = [NoAuthentication]
    permission_classes = []
    throttle_classes = []

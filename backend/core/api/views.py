"""What every view of the API shares."""

from __future__ import annotations

from typing import Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


class Personal(APIView):
    """Needs an access token; nothing of its answers may be stored on the way. `rate_scope` names its limit."""

    rate_scope = "read"
    _allow = ""

    def __init_subclass__(cls) -> None:
        cls._allow = ", ".join(name.upper() for name in cls.http_method_names if hasattr(cls, name))

    @property
    def default_response_headers(self) -> dict[str, str]:
        """The framework would look for each of HTTP's methods at every request."""
        return {"Allow": self._allow}

    @property
    def player_id(self) -> int:
        return int(self.request.user.pk or 0)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response


class NoAuthentication(BaseAuthentication):
    """Public, but a refusal of what was sent (a wrong password) is still a 401 and not a 403."""

    def authenticate(self, request: Request) -> None:
        return None

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="numberplay"'


class Public(Personal):
    """Needs no token and does not look at one."""

    authentication_classes = [NoAuthentication]
    permission_classes = []
    throttle_classes = []

"""CORS, at little cost to what does not come from another page's script."""

from __future__ import annotations

from corsheaders.middleware import CorsMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers


class LeanCorsMiddleware(CorsMiddleware):  # type: ignore[misc]  # corsheaders has no types
    """Without an `Origin` nothing is allowed; the answer only says that one would have mattered.

    The library would look for it in `request.headers`, which Django makes of all that the environment holds.
    """

    def add_response_headers(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if "HTTP_ORIGIN" in request.META:
            super().add_response_headers(request, response)
        elif self.is_enabled(request):
            patch_vary_headers(response, ("origin",))
        return response

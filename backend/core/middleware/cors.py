"""CORS middleware with little overhead for requests without an `Origin`."""

from __future__ import annotations

from corsheaders.middleware import CorsMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers


class LeanCorsMiddleware(CorsMiddleware):  # type: ignore[misc]  # corsheaders has no types
    """Without an `Origin`, only adds `Vary` to the response.

    django-cors-headers would look the origin up in `request.headers`, which Django builds from the whole environment.
    """

    def add_response_headers(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if "HTTP_ORIGIN" in request.META:
            super().add_response_headers(request, response)
        elif self.is_enabled(request):
            patch_vary_headers(response, ("origin",))
        return response

"""Serves static files in a coding that the client accepts. WhiteNoise alone would ignore weights such as `q=0`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware

from core.api.content_codings import preferred


class StaticFilesMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]  # whitenoise has no types
    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponseBase:
        codings = preferred(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        request.META["HTTP_ACCEPT_ENCODING"] = ", ".join(codings)
        response: HttpResponseBase = WhiteNoiseMiddleware.serve(static_file, request)
        return response

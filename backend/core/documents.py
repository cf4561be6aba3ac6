"""The OpenAPI document and its two readers, from our own files: no page of ours asks a third party for anything."""

from __future__ import annotations

from typing import Any

from drf_spectacular.views import SpectacularAPIView, SpectacularRedocView, SpectacularSwaggerSplitView
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.renderers import JSONRenderer


class _Document(APIView):
    """Comes in the format that was asked for; an error is JSON, as everywhere."""

    content_negotiation_class = DefaultContentNegotiation
    throttle_classes = []

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.exception:
            response.accepted_renderer = JSONRenderer()
            response.accepted_media_type = JSONRenderer.media_type
        return response


class SchemaView(_Document, SpectacularAPIView):
    """YAML, or JSON by `Accept` or `?format=json`."""


class SwaggerView(_Document, SpectacularSwaggerSplitView):
    """Its script is a file of its own, as the content security policy allows no inline one."""

    url_name = "schema"


class RedocView(_Document, SpectacularRedocView):
    url_name = "schema"
    template_name = "core/redoc.html"

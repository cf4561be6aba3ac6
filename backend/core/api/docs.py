"""Serves the OpenAPI document, and Swagger UI and Redoc from our own files, so that no page loads third-party files."""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import spectacular_settings
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularRedocView, SpectacularSwaggerSplitView
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.renderers import JSONRenderer

LOGO = b"https://cdn.redoc.ly/redoc/logo-mini.svg"


class NegotiatedView(APIView):
    """Negotiates the format, except for errors and responses to OPTIONS, which are always JSON."""

    content_negotiation_class = DefaultContentNegotiation
    throttle_classes = []

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        if getattr(response, "exception", False) or request.method == "OPTIONS":
            response.accepted_renderer = JSONRenderer()
            response.accepted_media_type = JSONRenderer.media_type
        return response


class SchemaView(NegotiatedView, SpectacularAPIView):
    """Serves YAML, or JSON if requested by `Accept` or `?format=json`."""

    def _get_schema_response(self, request: Request) -> HttpResponse:
        """Generates the document only once per process, because that takes half a second."""
        renderer: Any = request.accepted_renderer
        with _schema_lock:
            content = schema_for(type(renderer))  # type: ignore[arg-type]  # a class is hashable
        headers = {"Content-Disposition": f'inline; filename="{spectacular_settings.TITLE}.{renderer.format}"'}
        return HttpResponse(content, content_type=renderer.media_type, headers=headers)


_schema_lock = threading.Lock()


@lru_cache
def schema_for(renderer: Any) -> bytes:
    schema = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    rendered: bytes = renderer().render(schema, renderer_context={})
    return rendered


class SwaggerView(NegotiatedView, SpectacularSwaggerSplitView):
    """Serves Swagger UI's script as a separate file, because the content security policy forbids inline scripts."""

    url_name = "schema"


class RedocView(NegotiatedView, SpectacularRedocView):
    """Serves Redoc's script at `?script=`, like Swagger UI's."""

    url_name = "schema"
    template_name = "core/redoc.html"

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        if request.GET.get("script") is None:
            return super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]
        kind, cache = "text/javascript; charset=utf-8", "public, max-age=3600"
        return HttpResponse(redoc_script(), content_type=kind, headers={"Cache-Control": cache})


@lru_cache(1)
def redoc_script() -> bytes:
    """Returns Redoc's bundle without the logo, which it would load from a third party. Redoc has no option for that."""
    bundle = finders.find("drf_spectacular_sidecar/redoc/bundles/redoc.standalone.js")
    return Path(str(bundle)).read_bytes().replace(LOGO, b"data:,")

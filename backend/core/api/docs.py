"""The OpenAPI document and its two readers, from our own files: no page of ours asks a third party for anything."""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularRedocView, SpectacularSwaggerSplitView
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.renderers import JSONRenderer

LOGO = b"https://cdn.redoc.ly/redoc/logo-mini.svg"


class _Document(APIView):
    """Comes in the format that was asked for; an error, and the response to OPTIONS, is JSON as everywhere."""

    content_negotiation_class = DefaultContentNegotiation
    throttle_classes = []

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        if getattr(response, "exception", False) or request.method == "OPTIONS":
            response.accepted_renderer = JSONRenderer()
            response.accepted_media_type = JSONRenderer.media_type
        return response


class SchemaView(_Document, SpectacularAPIView):
    """YAML, or JSON by `Accept` or `?format=json`."""

    def _get_schema_response(self, request: Request) -> HttpResponse:
        """Made once in a process, as it takes half a second."""
        renderer: Any = request.accepted_renderer
        with _making_the_schema:
            content = schema_for(type(renderer))  # type: ignore[arg-type]  # a class is hashable
        headers = {"Content-Disposition": f'inline; filename="NumberPlay.{renderer.format}"'}
        return HttpResponse(content, content_type=renderer.media_type, headers=headers)


_making_the_schema = threading.Lock()


@lru_cache
def schema_for(renderer: Any) -> bytes:
    schema = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    rendered: bytes = renderer().render(schema, renderer_context={})
    return rendered


class SwaggerView(_Document, SpectacularSwaggerSplitView):
    """Its script is a file of its own, as the content security policy allows no inline one."""

    url_name = "schema"


class RedocView(_Document, SpectacularRedocView):
    """Its script is under `?script=`, as Swagger's is."""

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
    """Without the logo, which it would load from a third party. No option of Redoc's leaves it out."""
    bundle = finders.find("drf_spectacular_sidecar/redoc/bundles/redoc.standalone.js")
    return Path(str(bundle)).read_bytes().replace(LOGO, b"data:,")

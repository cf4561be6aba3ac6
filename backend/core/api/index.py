"""The root of the API's own port, for people who open it in a browser or with curl."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.openapi.examples import response_example
from core.api.views import PublicView

PAGES = ("docs", "redoc", "schema", "asyncapi", "health")


@response_example(
    {
        "version": "1.0.0",
        "docs": "/api/docs/",
        "redoc": "/api/redoc/",
        "schema": "/api/schema/",
        "asyncapi": "/api/asyncapi/",
        "health": "/health/",
    }
)
class IndexSerializer(serializers.Serializer[Any]):
    version = serializers.CharField()
    docs = serializers.CharField()
    redoc = serializers.CharField()
    schema = serializers.CharField()
    asyncapi = serializers.CharField()
    health = serializers.CharField()


class IndexView(PublicView):
    @extend_schema(responses=IndexSerializer, auth=[], operation_id="getIndex", tags=["System"])
    def get(self, request: Request) -> Response:
        """Return the paths of the documentation. Behind Nginx, this path serves the web app."""
        return Response({"version": settings.VERSION} | {name: reverse(name) for name in PAGES})

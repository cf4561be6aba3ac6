"""The root of the API's own port, for people who open it in a browser or with curl."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.views import PublicView

PAGES = ("docs", "redoc", "schema", "asyncapi", "health")


class IndexSerializer(serializers.Serializer[Any]):
    version = serializers.CharField()
    docs = serializers.CharField()
    redoc = serializers.CharField()
    schema = serializers.CharField()
    asyncapi = serializers.CharField()
    health = serializers.CharField()


class IndexView(PublicView):
    @extend_schema(responses=IndexSerializer, auth=[], operation_id="index")
    def get(self, request: Request) -> Response:
        """Return the paths of the documentation. Behind Nginx, this path belongs to the web app."""
        return Response({"version": settings.VERSION} | {name: reverse(name) for name in PAGES})

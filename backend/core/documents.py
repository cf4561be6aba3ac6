"""The OpenAPI document and its two readers, from our own files: no page of ours asks a third party for anything."""

from __future__ import annotations

from drf_spectacular.views import SpectacularAPIView, SpectacularRedocView, SpectacularSwaggerSplitView
from rest_framework.negotiation import DefaultContentNegotiation


class SchemaView(SpectacularAPIView):
    """YAML, or JSON by `Accept` or `?format=json`."""

    content_negotiation_class = DefaultContentNegotiation
    throttle_classes = []


class SwaggerView(SpectacularSwaggerSplitView):
    """Its script is a file of its own, as the content security policy allows no inline one."""

    content_negotiation_class = DefaultContentNegotiation
    throttle_classes = []
    url_name = "schema"


class RedocView(SpectacularRedocView):
    content_negotiation_class = DefaultContentNegotiation
    throttle_classes = []
    url_name = "schema"

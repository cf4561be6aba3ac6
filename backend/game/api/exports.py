"""Exports that a worker makes: requested, followed by their progress, and downloaded by a link."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.openapi.examples import response_example
from core.api.streaming import download
from core.api.throttling import AddressThrottle
from core.api.views import PrivateView, PublicView
from game import csv_text
from game.exports import making, requests
from game.exports.tasks import KEPT
from game.models import Export
from game.representations import time_text

TOKEN = "token"  # noqa: S105  the name of a parameter
EXAMPLE = {
    "id": "7d0f0b3e-6f0c-4c0f-9d55-0f4a3c1c2b7e",
    "state": Export.RUNNING,
    "progress": 42,
    "results": 1_204_000,
    "created_at": "2026-01-31T12:00:00.000000Z",
    "expires_at": None,
    "url": None,
}


@response_example(EXAMPLE)
class ExportSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=[Export.WAITING, Export.RUNNING, Export.READY])
    progress = serializers.IntegerField(min_value=0, max_value=100, help_text="In percent.")
    results = serializers.IntegerField(min_value=0, help_text="How many results the file has when it is ready.")
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField(
        allow_null=True, help_text="When the file is deleted. Null until it is ready."
    )
    url = serializers.URLField(
        allow_null=True,
        help_text="The file as CSV, without a token, for five minutes; each response has a new one. Null until it is"
        " ready.",
    )


class ExportsView(PrivateView):
    @extend_schema(
        operation_id="requestExport",
        tags=["Game"],
        request=None,
        responses={202: ExportSerializer},
    )
    def post(self, request: Request) -> Response:
        """Have a worker make a file with all results up to now, newest first, for any number of results.

        It replaces the player's last export. That is returned instead while it is being made, and if it contains all
        results.
        """
        return Response(_shown(request, requests.request_export(self.owner_id)), status=202)


class ExportView(PrivateView):
    @extend_schema(operation_id="getExport", tags=["Game"], responses={200: ExportSerializer})
    def get(self, request: Request, export_id: uuid.UUID) -> Response:
        """Return the progress of an export, and the link to its file when it is ready."""
        export = requests.export_of(self.owner_id, export_id)
        if export is None:
            raise NotFound
        return Response(_shown(request, export))


class ExportFileView(PublicView):
    """Not in the OpenAPI document: the link is opaque."""

    throttle_classes = [AddressThrottle]

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponseBase:
        export = requests.linked(request.query_params.get(TOKEN, ""))
        if export is None:
            raise NotFound("This link is no longer valid.")
        text = making.text_of(export)
        return download(request._request, export.player_id, text, csv_text.FILE, csv_text.CONTENT_TYPE)


def _shown(request: Request, export: Export) -> dict[str, Any]:
    is_ready = export.state == Export.READY
    return {
        "id": str(export.pk),
        "state": export.state,
        "progress": 100 if is_ready else export.written * 100 // max(export.seq, 1),
        "results": export.seq,
        "created_at": time_text(export.created_at),
        "expires_at": time_text(export.changed_at + KEPT) if is_ready else None,
        "url": _url(request, export) if is_ready else None,
    }


def _url(request: Request, export: Export) -> str:
    query = urlencode({TOKEN: requests.link_token(export)})
    return request.build_absolute_uri(f"{reverse('export-file')}?{query}")

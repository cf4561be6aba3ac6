"""Parses JSON strictly (`core.json`), up to 16 KiB."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from core import json as strict_json
from core.api.exceptions import BodyTooLarge
from core.http import content_types
from core.http.limits import MAX_BODY_BYTES


class StrictJSONParser(BaseParser):
    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        raw = stream.read(MAX_BODY_BYTES + 1)
        if len(raw) > MAX_BODY_BYTES:
            raise BodyTooLarge
        try:
            return strict_json.loads(strict_json.decode(raw))
        except strict_json.Refusal as refusal:
            raise ParseError(str(refusal)) from None


class JSONOnly(BaseContentNegotiation):
    """Ignores `Accept`, because there is only one format."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        if not content_types.is_utf_8_json(request.content_type or ""):
            raise UnsupportedMediaType(request.content_type or "")
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> tuple[Any, str]:
        return renderers[0], renderers[0].media_type

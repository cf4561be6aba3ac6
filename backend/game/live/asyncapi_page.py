"""Serves the AsyncAPI document: JSON for programs, and a page for browsers that loads nothing from elsewhere."""

from __future__ import annotations

from typing import Any

from rest_framework.renderers import BaseRenderer, TemplateHTMLRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.docs import NegotiatedView
from core.api.renderers import JSONRenderer
from game.live.asyncapi import document


class PageRenderer(TemplateHTMLRenderer):
    template_name = "game/asyncapi.html"

    def get_template_context(self, data: dict[str, Any], renderer_context: Any) -> dict[str, Any]:
        return page_context(data)


class AsyncAPIView(NegotiatedView):
    authentication_classes = []
    permission_classes = []
    renderer_classes: list[type[BaseRenderer]] = [JSONRenderer, PageRenderer]
    schema = None

    def get(self, request: Request) -> Response:
        return Response(document())


def page_context(described: dict[str, Any]) -> dict[str, Any]:
    return {
        "document": described,
        "paragraphs": described["info"]["description"].split("\n\n"),
        "channels": [
            {**channel, "servers": [_at(described, link["$ref"]) for link in channel["servers"]]}
            for channel in described["channels"].values()
        ],
        "parts": [
            {"operation": operation, "messages": [_message(described, link["$ref"]) for link in operation["messages"]]}
            for operation in described["operations"].values()
        ],
    }


def _message(described: dict[str, Any], reference: str) -> dict[str, Any]:
    message = _at(described, reference)
    payload = message["payload"]
    fields = [
        {
            "name": name,
            "type": _type(schema),
            "required": name in payload["required"],
            "description": schema.get("description", ""),
        }
        for name, schema in payload["properties"].items()
    ]
    examples = [
        {**example, "json": JSONRenderer().render(example["payload"]).decode()} for example in message["examples"]
    ]
    return {**message, "id": reference.rpartition("/")[2], "fields": fields, "examples": examples}


def _at(described: dict[str, Any], reference: str) -> dict[str, Any]:
    found: dict[str, Any] = described
    for name in reference.removeprefix("#/").split("/"):
        found = found[name]
    return _at(described, found["$ref"]) if "$ref" in found else found


def _type(schema: dict[str, Any]) -> str:
    """Describes the type in words, such as `integer, 1 to 9999`."""
    if "const" in schema:
        return JSONRenderer().render(schema["const"]).decode()
    if "enum" in schema:
        return " | ".join(schema["enum"])
    kind = schema["type"]
    words = [" or ".join(kind) if isinstance(kind, list) else kind]
    if "format" in schema:
        words.append(schema["format"])
    if "minimum" in schema:
        words.append(f"from {schema['minimum']}" + (f" to {schema['maximum']}" if "maximum" in schema else ""))
    if "maxLength" in schema:
        words.append(f"at most {schema['maxLength']} characters")
    return ", ".join(words)

"""Adds example bodies to the serializers that describe them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from core.api.renderers import dumps

SUCCESSES = ["200", "201", "202"]

S = TypeVar("S", bound=type[serializers.Serializer[Any]])


def body_example(members: dict[str, Any]) -> Callable[[S], S]:
    """Adds an example of a request, which the tests of all endpoints send."""
    return extend_schema_serializer(examples=[OpenApiExample("Body", members, request_only=True)])


def as_json(value: Any) -> Any:
    """Formats times and decimals as in a response."""
    return json.loads(dumps(value))


def response_example(members: dict[str, Any], *, component: str | None = None) -> Callable[[S], S]:
    """Adds an example of a successful response, whose members the tests of all endpoints compare with real responses.

    `component` is the name of the schema if it differs from the serializer's. It must not be the name of a member,
    because openapi-python-client would use one variable for both.
    """
    example = OpenApiExample("Response", as_json(members), response_only=True, status_codes=SUCCESSES)
    return extend_schema_serializer(component_name=component, examples=[example])

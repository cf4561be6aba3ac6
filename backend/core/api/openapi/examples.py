"""Adds the examples of bodies to the serializers that describe them."""

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
    """An example of a request. The tests of all endpoints send it."""
    return extend_schema_serializer(examples=[OpenApiExample("Body", members, request_only=True)])


def as_json(value: Any) -> Any:
    """With times and decimals as in a response."""
    return json.loads(dumps(value))


def response_example(members: dict[str, Any], *, component: str | None = None) -> Callable[[S], S]:
    """An example of a successful response. The tests of all endpoints compare its members with those of a real one.

    `component` names the schema, if that isn't the name of the serializer. It must not be the name of one of its
    members, because openapi-python-client uses one variable for both.
    """
    example = OpenApiExample("Response", as_json(members), response_only=True, status_codes=SUCCESSES)
    return extend_schema_serializer(component_name=component, examples=[example])

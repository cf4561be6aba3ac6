"""Serializer fields that take and give exactly what the contract says."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class StrictIntegerField(serializers.IntegerField):
    """A JSON integer written as one: no string, boolean, fraction or exponent, of whatever size."""

    def to_internal_value(self, data: Any) -> int:
        if type(data) is not int:
            self.fail("invalid")
        return data


@extend_schema_field({"type": "number"})
class PointsField(serializers.Field[Any, Any, Any, Any]):
    """An exact decimal that is a JSON number (`core.api.renderers`), without trailing zeros."""

    def to_representation(self, value: Any) -> Any:
        return value

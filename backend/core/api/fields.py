"""Serializer fields for exact numbers."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class StrictIntegerField(serializers.IntegerField):
    """Accepts JSON integers of any size, but no strings, booleans, fractions or exponents."""

    def to_internal_value(self, data: Any) -> int:
        if type(data) is not int:
            self.fail("invalid")
        return data


@extend_schema_field({"type": "number"})
class ExactDecimalField(serializers.Field[Any, Any, Any, Any]):
    """An exact decimal, rendered as a JSON number without trailing zeros (`core.api.renderers`)."""

    def to_representation(self, value: Any) -> Any:
        return value

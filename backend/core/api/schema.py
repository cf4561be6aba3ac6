"""Adds error responses and error codes to the OpenAPI document.

Errors that follow from the shape of an operation are added here. Views declare the others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from drf_spectacular.drainage import get_override
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from core.api import error_codes

S = TypeVar("S", bound=type[serializers.Serializer[Any]])

TYPES = ["validation_error", "client_error", "server_error"]


class ErrorItemSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField()
    attr = serializers.CharField(allow_null=True, help_text="The field that caused the error, if any.")

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """Lists the codes of all apps, which have been registered by now."""
        return {**super().get_fields(), "code": serializers.ChoiceField(choices=error_codes.registered())}


class ErrorSerializer(serializers.Serializer[Any]):
    type = serializers.ChoiceField(choices=TYPES)
    errors = ErrorItemSerializer(many=True)  # type: ignore[assignment]  # DRF has a property of this name


class Schema(AutoSchema):
    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction=direction)  # type: ignore[arg-type]
        for status in self._error_statuses():
            bodies.setdefault(status, self._get_response_for_code(ErrorSerializer, status))  # type: ignore[no-untyped-call]
        return dict(sorted(bodies.items()))

    def _get_request_body(self, direction: str = "request") -> Any:
        """Also documents bodies of DELETE, which may contain a password. Every DELETE declares its
        `request`, or None.
        """
        if self.method != "DELETE":
            return super()._get_request_body(direction)  # type: ignore[no-untyped-call]
        self.method = "POST"
        try:
            return super()._get_request_body(direction)  # type: ignore[no-untyped-call]
        finally:
            self.method = "DELETE"

    def _get_serializer_field_meta(self, field: Any, direction: str) -> dict[str, Any]:
        """Keeps the `minLength` of a field's own schema, which drf-spectacular would overwrite with 1."""
        meta: dict[str, Any] = super()._get_serializer_field_meta(field, direction)  # type: ignore[no-untyped-call]
        own = get_override(field, "field")
        if isinstance(own, dict) and "minLength" in own:
            meta.pop("minLength", None)
        return meta

    def _error_statuses(self) -> list[str]:
        view: Any = self.view
        statuses = ["405", "414", "431", "503"]
        if self._get_request_body() is not None:
            statuses += ["400", "408", "413", "415"]
        places = {parameter["in"] for parameter in self._get_parameters()}
        if places & {"query", "header"}:
            statuses += ["400"]
        if "path" in places:
            statuses += ["404"]
        if view.permission_classes:
            statuses += ["401"]
        if view.throttle_classes:
            statuses += ["429"]
        return statuses


def body_example(members: dict[str, Any]) -> Callable[[S], S]:
    """Adds an example of the body to the OpenAPI document. The tests of all endpoints send it."""
    return extend_schema_serializer(examples=[OpenApiExample("Body", members, request_only=True)])


def members_of(serializer: serializers.Serializer[Any]) -> dict[str, dict[str, Any]]:
    """The schemas of its fields, for a document that isn't OpenAPI."""
    schema: Any = Schema()
    members = {name: schema._map_serializer_field(field, "response") for name, field in serializer.fields.items()}
    for member in members.values():
        if member.pop("x-spec-enum-id", None):
            del member["description"]  # which lists the choices once more
    return members

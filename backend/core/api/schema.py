"""The OpenAPI document: every operation says which errors it may answer, and the codes are listed.

What follows from an operation's shape is found here; the others it names itself.
"""

from __future__ import annotations

from typing import Any

from drf_spectacular.drainage import get_override
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

TYPES = ["validation_error", "client_error", "server_error"]
CODES = [
    "bad_request",
    "blank",
    "body_too_large",
    "email_already_verified",
    "email_not_verified",
    "error",
    "headers_too_large",
    "idempotency_key_reused",
    "invalid",
    "invalid_choice",
    "invalid_code",
    "invalid_credentials",
    "invalid_password",
    "invalid_second_factor",
    "invalid_token",
    "max_length",
    "max_value",
    "method_not_allowed",
    "min_value",
    "no_session",
    "not_acceptable",
    "not_authenticated",
    "not_found",
    "null",
    "null_characters_not_allowed",
    "origin_not_allowed",
    "parse_error",
    "password_entirely_numeric",
    "password_too_common",
    "password_too_short",
    "password_too_similar",
    "permission_denied",
    "request_timeout",
    "required",
    "second_factor_required",
    "service_unavailable",
    "session_ended",
    "throttled",
    "token_not_valid",
    "totp_enabled",
    "unique",
    "unsupported_media_type",
    "uri_too_long",
]


class ErrorItemSerializer(serializers.Serializer[Any]):
    code = serializers.ChoiceField(choices=sorted(CODES))
    detail = serializers.CharField()
    attr = serializers.CharField(allow_null=True, help_text="The field that caused the error, if any.")


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
        """Also of DELETE, where a password confirms it; every DELETE says its `request`, or None."""
        if self.method != "DELETE":
            return super()._get_request_body(direction)  # type: ignore[no-untyped-call]
        self.method = "POST"
        try:
            return super()._get_request_body(direction)  # type: ignore[no-untyped-call]
        finally:
            self.method = "DELETE"

    def _get_serializer_field_meta(self, field: Any, direction: str) -> dict[str, Any]:
        """The library would put 1 in place of the least length that a field's own schema has."""
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


def members_of(serializer: serializers.Serializer[Any]) -> dict[str, dict[str, Any]]:
    """The schemas of its fields, for a document that isn't OpenAPI."""
    schema: Any = Schema()
    members = {name: schema._map_serializer_field(field, "response") for name, field in serializer.fields.items()}
    for member in members.values():
        if member.pop("x-spec-enum-id", None):
            del member["description"]  # which lists the choices once more
    return members

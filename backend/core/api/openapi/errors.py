"""Describes errors in the OpenAPI document. The examples come from the exceptions themselves."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiResponse
from drf_standardized_errors.formatter import ExceptionFormatter
from rest_framework import serializers
from rest_framework.exceptions import APIException

from core.api import error_codes
from core.api.openapi.examples import as_json

TYPES = ["validation_error", "client_error", "server_error"]

DESCRIPTIONS = {
    400: "The input is invalid.",
    401: "Not signed in, or no longer signed in.",
    403: "Not allowed.",
    404: "There is no such resource.",
    405: "The resource does not support this method.",
    408: "The request took too long to arrive.",
    409: "The request conflicts with the current state.",
    413: "The body is too large.",
    414: "The URL is too long.",
    415: "The body is not JSON.",
    422: "The idempotency key was used with a different body.",
    429: "Too many requests.",
    431: "The headers are too large.",
    503: "A required service is unavailable.",
}


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


def error_body(error: APIException) -> dict[str, Any]:
    body: dict[str, Any] = as_json(ExceptionFormatter(error, {}, error).run())  # type: ignore[typeddict-item]
    return body


def error_response(*errors: APIException) -> OpenApiResponse:
    """A response of an operation, with each of the errors as an example. All have the same status."""
    bodies = [error_body(error) for error in errors]
    return OpenApiResponse(
        ErrorSerializer,
        description=DESCRIPTIONS[errors[0].status_code],
        examples=[OpenApiExample(body["errors"][0]["code"], body) for body in bodies],
    )

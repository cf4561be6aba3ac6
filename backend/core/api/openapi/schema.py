"""Adds error responses and error codes to the OpenAPI document.

Errors that follow from the shape of an operation are added here. Views declare the others.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from drf_spectacular.drainage import get_override
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import force_instance
from rest_framework import serializers
from rest_framework.exceptions import APIException, ParseError, ValidationError

from core.api.openapi import shared_responses
from core.api.openapi.errors import ErrorSerializer, error_response
from core.json import INVALID_JSON


class Schema(AutoSchema):
    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction=direction)  # type: ignore[arg-type]
        self.resolve_serializer(ErrorSerializer, "response")
        for status in self._error_statuses():
            bodies.setdefault(status, shared_responses.reference(status))
        if self._get_request_body() is not None:
            self._add_refused_bodies(bodies)
        for status, body in bodies.items():
            if body.get("description") == "":
                body["description"] = HTTPStatus(int(status)).phrase
        return dict(sorted(bodies.items()))

    def _add_refused_bodies(self, bodies: dict[str, Any]) -> None:
        """Adds the 400 for a body that isn't JSON or lacks members, before the errors that the view declares."""
        refused = self._get_response_for_code(error_response(*self._body_errors()), "400")  # type: ignore[no-untyped-call]
        declared = bodies.get("400", {}).get("content", {}).get("application/json", {}).get("examples", {})
        refused["content"]["application/json"]["examples"] |= declared
        bodies["400"] = refused

    def _body_errors(self) -> list[APIException]:
        serializer = type(force_instance(self.get_request_serializer()))(data={})  # type: ignore[no-untyped-call]
        missing = [] if serializer.is_valid() else [ValidationError(serializer.errors)]
        return [ParseError(INVALID_JSON), *missing]

    def _get_request_body(self, direction: str = "request") -> Any:
        """Also documents the bodies of DELETE requests, which may contain a password. Every DELETE declares its
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
            statuses += ["408", "413", "415"]
        places = {parameter["in"] for parameter in self._get_parameters()}
        if "path" in places:
            statuses += ["404"]
        if view.permission_classes:
            statuses += ["401"]
        if view.throttle_classes:
            statuses += ["429"]
        return statuses


def members_of(serializer: serializers.Serializer[Any]) -> dict[str, dict[str, Any]]:
    """Returns the schemas of a serializer's fields, for a document that isn't OpenAPI."""
    schema: Any = Schema()
    members = {name: schema._map_serializer_field(field, "response") for name, field in serializer.fields.items()}
    for member in members.values():
        if member.pop("x-spec-enum-id", None):
            del member["description"]  # this only repeats the choices
    return members

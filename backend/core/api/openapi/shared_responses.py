"""Errors that many operations have in common, described once as components of the OpenAPI document."""

from __future__ import annotations

from typing import Any

from rest_framework import exceptions

from core.api.exceptions import ServiceUnavailable
from core.api.openapi.errors import DESCRIPTIONS, error_body
from core.http.errors import ERRORS, error_shape

RETRY_AFTER = {"Retry-After": {"description": "In seconds.", "schema": {"type": "integer", "minimum": 0}}}
CHALLENGE = {"WWW-Authenticate": {"description": "`Bearer`, with the realm.", "schema": {"type": "string"}}}
HEADERS = {"401": CHALLENGE, "429": RETRY_AFTER, "503": RETRY_AFTER}

_errors: list[exceptions.APIException] = [
    exceptions.NotAuthenticated(),
    exceptions.NotFound(),
    exceptions.MethodNotAllowed("PUT"),
    exceptions.UnsupportedMediaType("text/plain"),
    exceptions.Throttled(wait=1),
    ServiceUnavailable(),
]
_OF_THE_SERVERS = (408, 413, 414, 431)

# As in RFC 9110. The phrases of `http.HTTPStatus` depend on the version of Python.
NAMES = {
    401: "Unauthorized",
    404: "NotFound",
    405: "MethodNotAllowed",
    408: "RequestTimeout",
    413: "ContentTooLarge",
    414: "URITooLong",
    415: "UnsupportedMediaType",
    429: "TooManyRequests",
    431: "RequestHeaderFieldsTooLarge",
    503: "ServiceUnavailable",
}


def register(*errors: exceptions.APIException) -> None:
    """Adds examples to the shared responses. Each app registers its own when it is ready."""
    _errors.extend(errors)


def reference(status: str) -> dict[str, Any]:
    return {"$ref": f"#/components/responses/{NAMES[int(status)]}"}


def add_shared_responses(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A postprocessing hook of drf-spectacular."""
    bodies = [(error.status_code, error_body(error)) for error in _errors]
    bodies += [(status, error_shape(status, *ERRORS[status])) for status in _OF_THE_SERVERS]
    statuses = sorted({status for status, _ in bodies})
    result["components"]["responses"] = {
        NAMES[status]: _response(status, [body for its, body in bodies if its == status]) for status in statuses
    }
    return result


def _response(status: int, bodies: list[Any]) -> dict[str, Any]:
    headers = HEADERS.get(str(status))
    content = {
        "schema": {"$ref": "#/components/schemas/Error"},
        "examples": {body["errors"][0]["code"]: {"value": body} for body in bodies},
    }
    described = {"description": DESCRIPTIONS[status], "content": {"application/json": content}}
    return {**described, "headers": headers} if headers else described

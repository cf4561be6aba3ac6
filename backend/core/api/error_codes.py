"""The error codes of the API. Each app registers its own when it is ready; the OpenAPI document lists them all."""

from __future__ import annotations

_codes = {
    "bad_request",
    "blank",
    "body_too_large",
    "error",
    "headers_too_large",
    "invalid",
    "invalid_choice",
    "max_length",
    "max_value",
    "method_not_allowed",
    "min_value",
    "not_acceptable",
    "not_authenticated",
    "not_found",
    "null",
    "null_characters_not_allowed",
    "origin_not_allowed",
    "parse_error",
    "permission_denied",
    "request_timeout",
    "required",
    "service_unavailable",
    "throttled",
    "unique",
    "unsupported_media_type",
    "uri_too_long",
}


def register(*codes: str) -> None:
    _codes.update(codes)


def registered() -> list[str]:
    return sorted(_codes)

"""Errors that a server returns before a request reaches Django, in the shape and with the headers of the API."""

from __future__ import annotations

import json
from email.utils import formatdate
from http import HTTPStatus

from core import service

# By status. nginx/templates/errors.conf.template has the same errors.
ERRORS = {
    400: ("bad_request", "The request could not be understood."),
    403: ("permission_denied", "You do not have permission to perform this action."),
    404: ("not_found", "Not found."),
    405: ("method_not_allowed", "A WebSocket handshake must be a GET request."),
    408: ("request_timeout", "The request took too long to arrive."),
    413: ("body_too_large", "The request body is larger than 16 KiB."),
    414: ("uri_too_long", "The URL is longer than 8 KiB."),
    426: ("upgrade_required", "Only version 13 of the WebSocket protocol is supported."),
    431: (
        "headers_too_large",
        "There are too many headers, or they are too large: at most 100, 8 KiB each and 16 KiB in total.",
    ),
    500: ("error", "Server Error (500)"),
    503: ("service_unavailable", "A required service is unavailable. Try again shortly."),
}
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}


class RequestRefused(Exception):
    """A request that isn't passed on to Django. `status` is a key of ERRORS; `request_id` is the client's id, if it has
    been read.
    """

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status
        self.request_id: str | None = None


def error_shape(status: int, code: str, detail: str) -> dict[str, object]:
    kind = "client_error" if status < 500 else "server_error"
    return {"type": kind, "errors": [{"code": code, "detail": detail, "attr": None}]}


def error_headers(request_id: str) -> dict[str, str]:
    date = formatdate(usegmt=True)
    return {"Date": date, "Content-Type": "application/json", "X-Request-ID": request_id, **SECURITY_HEADERS}


def error_body(status: int) -> bytes:
    return json.dumps(error_shape(status, *ERRORS[status]), separators=(",", ":")).encode()


def error_response(status: int, request_id: str) -> bytes:
    """Returns a complete HTTP/1.1 response, after which the connection is closed."""
    body = error_body(status)
    server = {"Server": service.NAME}
    headers = {**server, **error_headers(request_id), "Content-Length": str(len(body)), "Connection": "close"}
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body

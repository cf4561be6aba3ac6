"""Where to connect and how to authenticate, for the AsyncAPI document."""

from __future__ import annotations

from typing import Any

from game.live import protocol

SCHEMES: dict[str, dict[str, Any]] = {
    "header": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "`Authorization: Bearer <access token>`, for programs.",
    },
    "subprotocol": {
        "type": "httpApiKey",
        "in": "header",
        "name": "Sec-WebSocket-Protocol",
        "description": "The subprotocols `numberplay.v1, bearer.<access token>`, for browsers.",
    },
    "query": {
        "type": "httpApiKey",
        "in": "query",
        "name": "token",
        "description": "`?token=<access token>`, for clients that can send no headers. URLs may be logged on the way.",
    },
}
SECURITY = [{"$ref": f"#/components/securitySchemes/{name}"} for name in SCHEMES]
# The subprotocol belongs to WebSocket.
HTTP_SECURITY = [reference for reference in SECURITY if not reference["$ref"].endswith("/subprotocol")]


def _servers(scheme: str, security: list[dict[str, str]]) -> list[dict[str, Any]]:
    """A local one without TLS, and one in production with it."""
    local = {
        "host": "localhost:8000",
        "protocol": scheme,
        "description": "A backend started with `make run`.",
        "security": security,
    }
    production = {
        "host": "{host}",
        "protocol": f"{scheme}s",
        "description": "Behind Nginx, on the host of the web app.",
        "variables": {"host": {"default": "play.example.org", "description": "The host of the web app."}},
        "security": security,
    }
    return [local, production]


SERVERS = dict(zip(("local", "production"), _servers("ws", SECURITY), strict=True))
HTTP_SERVERS = dict(zip(("localHttp", "productionHttp"), _servers("http", HTTP_SECURITY), strict=True))
QUERY = {
    "token": {"type": "string", "description": "The access token, if no header has it."},
    "since": {**protocol.SEQ, "description": "First send the results after this one."},
}
BINDINGS = {
    "ws": {"method": "GET", "query": {"type": "object", "properties": QUERY}, "bindingVersion": "0.1.0"},
}

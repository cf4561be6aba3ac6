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
        "description": "`?token=<access token>`, for clients that can't send headers. Proxies may log URLs.",
    },
}
SECURITY = [{"$ref": f"#/components/securitySchemes/{name}"} for name in SCHEMES]
# The subprotocol exists only for WebSocket.
HTTP_SECURITY = [reference for reference in SECURITY if not reference["$ref"].endswith("/subprotocol")]


def _servers(scheme: str, security: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Returns a local server without TLS, and a production server with TLS."""
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
    "token": {"type": "string", "description": "The access token, if it isn't sent in a header."},
    "since": {**protocol.SEQ, "description": "Send the results after this `seq` first."},
}
BINDINGS = {
    "ws": {"method": "GET", "query": {"type": "object", "properties": QUERY}, "bindingVersion": "0.1.0"},
}

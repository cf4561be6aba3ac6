"""Responses to plain plays, with the header fields that Django set on an earlier response."""

from __future__ import annotations

import time
from collections.abc import Callable
from email.utils import formatdate
from functools import lru_cache
from typing import Any

from gunicorn import SERVER

from config.processes.play_requests import PATH, Variant

SCHEMES = frozenset({None, "http", "https"})
_OWN = {"x-request-id": "%b", "content-length": "%d"}  # the fields that differ between responses


class ResponseHeads:
    """The header fields of the response to a new play, for each variant of the request. Thread-safe."""

    def __init__(self) -> None:
        self._fields: dict[Variant, bytes] = {}

    def __contains__(self, variant: Variant) -> bool:
        return variant in self._fields

    def response(self, variant: Variant, request_id: str, body: bytes) -> bytes:
        fields = self._fields[variant] % (request_id.encode("latin-1"), len(body))
        return b"%b%b\r\n%b" % (_first_lines(int(time.time())), fields, body)

    def learning(self, application: Callable[..., Any]) -> Callable[..., Any]:
        """WSGI middleware that stores the fields of the first response for each variant."""

        def learns(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
            if environ["PATH_INFO"] != PATH:
                return application(environ, start_response)

            def started(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
                if status == "200 OK":
                    self._learn(Variant(environ.get("HTTP_ORIGIN"), environ.get("HTTP_X_FORWARDED_PROTO")), headers)
                return start_response(status, headers, *exc_info)

            return application(environ, started)

        return learns

    def _learn(self, variant: Variant, headers: list[tuple[str, str]]) -> None:
        """Stores the fields of a variant, but only for allowed origins or no origin, which bounds their number."""
        names = {name.lower() for name, _ in headers}
        is_allowed = variant.origin is None or "access-control-allow-origin" in names
        if not is_allowed or variant.scheme not in SCHEMES or "idempotent-replayed" in names:
            return
        values = {name: _OWN.get(name.lower(), value.replace("%", "%%")) for name, value in headers}
        self._fields[variant] = "".join(f"{name}: {value}\r\n" for name, value in values.items()).encode("latin-1")


@lru_cache(maxsize=2)
def _first_lines(now: int) -> bytes:
    date = formatdate(now, usegmt=True)
    return f"HTTP/1.1 200 OK\r\nServer: {SERVER}\r\nDate: {date}\r\nConnection: keep-alive\r\n".encode()

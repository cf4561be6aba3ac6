"""Recognizes plain plays, which `config.processes.play_worker` executes in groups. All other requests go to Django."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from core.http import content_types
from core.http.request_ids import request_id_from
from game.idempotency import is_key

PATH = "/api/game/play/"
_LINE = f"POST {PATH} HTTP/1.1".encode()
_BODY = re.compile(rb'[ \t\r\n]*\{[ \t\r\n]*"number"[ \t\r\n]*:[ \t\r\n]*([1-9][0-9]{0,3})[ \t\r\n]*\}[ \t\r\n]*')
_CREDENTIALS = re.compile(r"(?i:bearer) +([A-Za-z0-9._-]+)")
# Requests with these fields go to Django, because the fields change the response.
_HANDLED_BY_DJANGO = frozenset({b"content-encoding", b"upgrade"})


class Variant(NamedTuple):
    """The parts of a request on which the header fields of the response depend."""

    origin: str | None
    scheme: str | None  # as forwarded by the edge


@dataclass(slots=True, eq=False)
class PlainPlay:
    """A valid number with a token that has yet to be verified. `raw` is the request.

    The last fields are set once they are known. `outcome` is a `Played`, or the exception that was raised.
    """

    conn: Any
    raw: bytes
    token: str
    number: int
    key: str | None
    request_id: str
    variant: Variant
    traceparent: str | None = None
    arrived_at: float = field(default_factory=time.perf_counter)
    player_id: int = 0
    admission: Any = None
    outcome: Any = None
    response: bytes | None = None
    span: Any = None


def plain_play(conn: Any, raw: bytes) -> PlainPlay | None:
    """Returns None for a different kind of request. `raw` is complete and valid (`core.http.request_reader`)."""
    head, _, body = raw.partition(b"\r\n\r\n")
    line, *lines = head.split(b"\r\n")
    number = _BODY.fullmatch(body) if line == _LINE else None
    fields = _fields(lines) if number else None
    if number is None or fields is None:
        return None
    credentials = _CREDENTIALS.fullmatch(fields.get(b"authorization", ""))
    key = fields.get(b"idempotency-key")
    if credentials is None or not (key is None or is_key(key)):
        return None
    if not content_types.is_utf_8_json(fields.get(b"content-type", "")):
        return None
    variant = Variant(fields.get(b"origin"), fields.get(b"x-forwarded-proto"))
    request_id = request_id_from(fields.get(b"x-request-id"))
    return PlainPlay(conn, raw, credentials[1], int(number[1]), key, request_id, variant, fields.get(b"traceparent"))


def _fields(lines: list[bytes]) -> dict[bytes, str] | None:
    """Returns None if a field is repeated or changes how the request is handled."""
    fields = {}
    for line in lines:
        name, _, value = line.partition(b":")
        fields[name.lower()] = value.strip(b" \t").decode("latin-1")
    is_kept = fields.get(b"connection", "keep-alive").lower() == "keep-alive"
    is_plain = is_kept and len(fields) == len(lines) and _HANDLED_BY_DJANGO.isdisjoint(fields)
    return fields if is_plain else None

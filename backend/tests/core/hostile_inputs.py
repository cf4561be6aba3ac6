"""Inputs made to be expensive to parse, and the code that parses them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.http import HttpRequest, QueryDict, parse_cookie
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from accounts import identifiers, password_forms
from accounts.mail import links, subscriptions
from accounts.sessions import claims, tokens
from accounts.sessions.socket_auth import offered_token
from accounts.two_factor import totp
from config.processes import play_requests
from config.redaction import redacted
from core import json as strict_json
from core.api import content_codings
from core.client_address import network_of
from core.http import content_types, handshakes, request_ids
from core.http import errors as raw_errors
from core.http.request_reader import RequestReader
from core.middleware import origins
from core.middleware.cookies import without_escapes
from core.middleware.request_log import address_of
from core.rate_limits import rate
from core.tracing import traceparent
from game import idempotency
from game.api.pagination import NewestFirst
from game.live import protocol
from game.positions import seq_of

Read = Callable[[str], object]
Make = Callable[[int], str]

REFUSALS = (
    APIException,
    SuspiciousOperation,
    ValidationError,
    tokens.InvalidToken,
    strict_json.Refusal,
    ValueError,
    raw_errors.RequestRefused,
)


def refusing(read: Read) -> Read:
    """Every input is either parsed or refused."""

    def tried(text: str) -> None:
        with contextlib.suppress(*REFUSALS):
            read(text)

    return tried


def _handshake(text: str, *, where: str) -> object:
    scope: dict[str, Any] = {"headers": [], "query_string": b"", "subprotocols": []}
    if where == "query":
        scope["query_string"] = text.encode()
    elif where == "header":
        scope["headers"] = [(b"authorization", text.encode())]
    else:
        scope["subprotocols"] = text.split(",")
    return offered_token(scope)


def _cursor(text: str) -> object:
    request = Request(APIRequestFactory().get("/", {"cursor": text}))
    return NewestFirst().decode_cursor(request)


def _page_size(text: str) -> object:
    return NewestFirst().get_page_size(Request(APIRequestFactory().get("/", {"page_size": text})))


def _request(**meta: str) -> HttpRequest:
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": "127.0.0.1", **meta}
    return request


CHUNKED = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"


def _served(data: bytes, part: int = 65536) -> None:
    reader = RequestReader()
    for start in range(0, len(data), part):
        reader.receive(data[start : start + part])
        reader.take()


def _plain_play(text: str, *, where: str) -> object:
    token, body = (text, '{"number":842}') if where == "token" else ("a.b.c", text)
    head = f"POST {play_requests.PATH} HTTP/1.1\r\nContent-Type: application/json\r\nAuthorization: Bearer {token}"
    return play_requests.plain_play(None, f"{head}\r\n\r\n{body}".encode())


READERS: dict[str, Read] = {
    "token of a play": lambda text: _plain_play(text, where="token"),
    "body of a play": lambda text: _plain_play(text, where="body"),
    "spaces in the body of a play": lambda text: _plain_play("{" + " " * len(text) + text, where="body"),
    "json": strict_json.loads,
    "frame": protocol.parse,
    "idempotency key": idempotency.is_key,
    "access token": tokens.read_access,
    "refresh token": tokens.read_refresh,
    "username": lambda text: identifiers.check_username(identifiers.normal_username(text)),
    "email": lambda text: identifiers.check_email(identifiers.normal_email(text)),
    "password": password_forms.written_forms,
    "code": totp.without_separators,
    "link": links.TOKEN.fullmatch,
    "link that unsubscribes": subscriptions.TOKEN.fullmatch,
    "trace": lambda text: traceparent.accepted(text, text, from_edge=True),
    "claim": lambda text: [form.fullmatch(text) for form in (claims.PLAYER_ID, claims.SESSION_ID, claims.TOKEN_ID)],
    "a line of a library": redacted,
    "cursor": _cursor,
    "page size": _page_size,
    "since": seq_of,
    "token in the query": lambda text: _handshake(text, where="query"),
    "token in a header": lambda text: _handshake(text, where="header"),
    "token as a subprotocol": lambda text: _handshake(text, where="subprotocol"),
    "request id": request_ids.request_id_from,
    "subprotocol": lambda text: handshakes.IS_TOKEN.fullmatch(text.encode()),
    "extension": lambda text: handshakes.IS_EXTENSION.fullmatch(b"a;" + text.encode()),
    "host of a handshake": lambda text: handshakes.IS_HOST.fullmatch(text.encode()),
    "request": lambda text: _served(text.encode()),
    "field of a request": lambda text: _served(f"GET / HTTP/1.1\r\nHost: a\r\nX: {text}\r\n\r\n".encode()),
    "request in parts": lambda text: _served(b"GET / HTTP/1.1\r\nX: " + text.encode(), 16),
    "chunk": lambda text: _served(CHUNKED + text.encode()),
    "chunks in parts": lambda text: _served(CHUNKED + b"1\r\na\r\n" * (len(text) // 6), 16),
    "content type": lambda text: content_types.parse.__wrapped__(f"a/b;{text}"),
    "content type's value": lambda text: content_types.parse.__wrapped__(f'a/b;a="{text}'),
    "accepted codings": content_codings.preferred.__wrapped__,
    "forwarded addresses": lambda text: address_of(_request(HTTP_X_FORWARDED_FOR=text)),
    "address": lambda text: network_of(text, {4: 24, 6: 48}),
    "origin": lambda text: origins.is_allowed(text, "play.example.org"),
    "host": lambda text: origins.is_allowed("https://play.example.org", text),
    "cookies": lambda text: parse_cookie(without_escapes(text)),
    "form": QueryDict,
    "rate": rate.Rate.parse,
}

INPUTS: dict[str, Make] = {
    "a string that never ends": lambda n: "[" * 9 + '"' + '\\"' * (n // 2) + "\\",
    "quotes": lambda n: "[" * 9 + '"' * n,
    "quotes behind backslashes": lambda n: "{" * 9 + '\\"' * (n // 2),
    "backslashes": lambda n: "[" * 9 + '"' + "\\" * n,
    "strings in brackets": lambda n: '["' * (n // 2),
    "brackets": lambda n: "[" * n,
    "braces": lambda n: '{"a":' * (n // 5),
    "keys": lambda n: "{" + ",".join(f'"{i}":1' for i in range(n // 8)) + "}",
    "one key again and again": lambda n: "{" + '"a":1,' * (n // 6) + '"a":1}',
    "numbers": lambda n: "[" + "9," * (n // 2) + "9]",
    "escapes": lambda n: '"' + "\\u00e9" * (n // 6) + '"',
    "half a surrogate pair": lambda n: '"' + "\\ud83d" * (n // 6) + '"',
    "spaces": lambda n: " " * n,
    "letters": lambda n: "a" * n,
    "letters and a mark": lambda n: "a" * n + "!",
    "marks out of order": lambda n: "a" + "\u0315\u0316" * (n // 2),
    "composed letters": lambda n: "e\u0301" * (n // 2),
    "ligatures": lambda n: "\ufdfa" * (n // 20),
    "dots": lambda n: "." * n,
    "labels": lambda n: "a@" + "a." * (n // 2) + "org",
    "ats": lambda n: "a@" * (n // 2),
    "commas": lambda n: "," * n,
    "addresses": lambda n: "10.0.0.1, " * (n // 10),
    "colons": lambda n: ":" * n,
    "semicolons": lambda n: "a=1;" * (n // 4),
    "an unfinished cookie": lambda n: 'a="' + "\\" * n,
    "ampersands": lambda n: "&" * n,
    "parameters": lambda n: "token=a&" * (n // 8),
    "percent signs": lambda n: "token=" + "%" * n,
    "equals signs": lambda n: "=" * n,
    "base64": lambda n: "cD01" * (n // 4),
    "a token of three parts": lambda n: f"{'e' * (n // 3)}.{'e' * (n // 3)}.{'e' * (n // 3)}",
    "parts of a token": lambda n: "Bearer " + "e." * (n // 2),
    "zero bytes": lambda n: "\0" * n,
    "digits": lambda n: "1" * n,
}

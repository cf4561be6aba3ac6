"""Tokens signed with our own key, whose claims we would never issue."""

from __future__ import annotations

import json
import time
from typing import Any

import jwt
from django.conf import settings
from jwt.algorithms import HMACAlgorithm
from jwt.utils import base64url_encode

Claims = dict[str, Any]

INFINITE = float("inf")  # as 1e400 is read
DELETED = object()


def claims_of(token: str | None) -> Claims:
    return jwt.decode(token or "", options={"verify_signature": False})


def signed(claims: Claims, **header: Any) -> str:
    return jwt.encode(claims, settings.SECRET_KEY, headers=header)


def signed_text(payload: str, header: str = '{"alg":"HS256","typ":"JWT"}') -> str:
    """Accepts any header and payload."""
    body = base64url_encode(header.encode()) + b"." + base64url_encode(payload.encode())
    signer = HMACAlgorithm(HMACAlgorithm.SHA256)
    seal = signer.sign(body, signer.prepare_key(settings.SECRET_KEY))
    return (body + b"." + base64url_encode(seal)).decode()


def text_of(claims: Claims) -> str:
    """Hand-written JSON."""
    return json.dumps(claims).replace("Infinity", "1e400")


VALUES: dict[str, list[Any]] = {
    "user_id": [
        DELETED, None, True, 1, 0, 2.9, INFINITE, 1e308, "", "0", "-1", "+1", " 1", "1 ", "01", "1_0", "1.0",
        "1e0", "0x1", "\N{ARABIC-INDIC DIGIT ONE}", "\N{FULLWIDTH DIGIT ONE}", "²", "ann",
        "9" * 19, "9" * 5000, ["1"], {"id": "1"},
    ],
    "sid": [
        DELETED, None, True, 0, 1.5, INFINITE, "", " ", "none", "1", "0" * 31, "0" * 32, "g" * 36, "\0", [],
        ["0" * 32], {}, "urn", "braces", "no dashes", "capitals", "a line more",
    ],
    "jti": [DELETED, None, True, 7, 2.9, "", "0", "x" * 32, "A" * 32, "0" * 33, "0" * 10_000, [], {}],
    "exp": [
        DELETED, None, True, 1e308, INFINITE, -INFINITE, float("nan"), "", "soon", "4102444800", 4102444800.5, 0, -1,
        10**18, 10**400, [4102444800], {},
    ],
    "iat": [None, True, 1e308, INFINITE, float("nan"), "now", "1", 1.5, -1, "in an hour", 10**18, [], {}],
    "nbf": [None, True, 1e308, INFINITE, float("nan"), "now", "1", 1.5, -1, "in an hour", 10**18, [], {}],
    "aud": [None, True, 1, "", "numberplay", "another-service", [], ["another-service"], {}],
    "iss": [None, True, 1, "", "numberplay", "https://issuer.example", [], {}],
    "token_type": [DELETED, None, True, 1, "", "ACCESS", "Refresh", "sliding", ["access"], {}],
}  # fmt: skip


def _value(name: str, value: Any, claims: Claims) -> Any:
    """Some contain the correct session in a different notation."""
    sid = claims["sid"]
    written = {
        "urn": f"urn:uuid:{sid}",
        "braces": f"{{{sid}}}",
        "no dashes": sid.replace("-", ""),
        "capitals": sid.upper() if sid.upper() != sid else f"{sid} ",
        "a line more": f"{sid}\n",
    }
    if name == "sid" and isinstance(value, str):
        return written.get(value, value)
    return int(time.time()) + 3600 if value == "in an hour" else value


def _named(name: str, value: Any) -> str:
    return f"{name}={'absent' if value is DELETED else repr(value)[:24]}"


def with_odd(name: str, value: Any, claims: Claims) -> str:
    odd = {**claims, name: _value(name, value, claims)}
    if value is DELETED:
        del odd[name]
    return signed_text(text_of(odd))


ODD_HEADERS = {
    "typ absent": '{"alg":"HS256"}',
    "typ null": '{"alg":"HS256","typ":null}',
    "typ at+jwt": '{"alg":"HS256","typ":"at+jwt"}',
    "typ JWE": '{"alg":"HS256","typ":"JWE"}',
    "typ a list": '{"alg":"HS256","typ":["JWT"]}',
    "alg twice": '{"alg":"none","alg":"HS256","typ":"JWT"}',
    "alg hs256": '{"alg":"hs256","typ":"JWT"}',
    "alg HS512": '{"alg":"HS512","typ":"JWT"}',
    "alg a list": '{"alg":["HS256"],"typ":"JWT"}',
    "alg absent": '{"typ":"JWT"}',
    "crit": '{"alg":"HS256","typ":"JWT","crit":["exp"]}',
    "b64": '{"alg":"HS256","typ":"JWT","b64":false,"crit":["b64"]}',
    "jwk": '{"alg":"HS256","typ":"JWT","jwk":{"kty":"oct","k":"AA"}}',
    "jku": '{"alg":"HS256","typ":"JWT","jku":"https://issuer.example/keys"}',
    "kid": '{"alg":"HS256","typ":"JWT","kid":"../../dev/null"}',
    "zip": '{"alg":"HS256","typ":"JWT","zip":"DEF"}',
    "no object": "[]",
    "nested": "[" * 5000,
    "empty": "",
}
ODD_PAYLOADS = {
    "null": "null",
    "a list": "[]",
    "a text": '"text"',
    "a number": "1",
    "empty": "",
    "nothing in it": "{}",
    "no JSON": "{",
    "nested": "[" * 5000,
    "nested in a claim": '{"exp":' + "[" * 2500 + "]" * 2500 + "}",
}


def odd_tokens(token: str | None) -> dict[str, str]:
    """The tokens by what is odd about them. All have a valid signature."""
    claims = claims_of(token)
    return {
        **{_named(name, value): with_odd(name, value, claims) for name in VALUES for value in VALUES[name]},
        **{f"header {name}": signed_text(text_of(claims), header) for name, header in ODD_HEADERS.items()},
        **{f"payload {name}": signed_text(payload) for name, payload in ODD_PAYLOADS.items()},
    }

"""Content codings (RFC 9110 8.4 and 12.5.3): refuses encoded request bodies, and negotiates codings of static files."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from django.http import HttpRequest, HttpResponse

from core.api.error_responses import json_error

SUPPORTED = ("br", "gzip")  # the compressed files that WhiteNoise looks for
WITH_BODY = frozenset({"POST", "PUT", "PATCH", "DELETE"})

_WEIGHT = r"[ \t]*+;[ \t]*+[qQ]=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)"
_MEMBER = re.compile(rf"([!#$%&'*+.^_`|~0-9A-Za-z-]++)(?:{_WEIGHT})?")
_ALIASES = {"x-gzip": "gzip"}


def uncoded_bodies_only(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuses request bodies with a Content-Encoding."""

    def middleware(request: HttpRequest) -> HttpResponse:
        codings = request.META.get("HTTP_CONTENT_ENCODING")
        if codings is None or request.method not in WITH_BODY or _is_identity(codings):
            return get_response(request)
        response = json_error(415, "unsupported_media_type", "The request body must not have a Content-Encoding.")
        response["Accept-Encoding"] = "identity"
        response["Cache-Control"] = "no-store"
        return response

    return middleware


@lru_cache(256)
def preferred(accept_encoding: str) -> frozenset[str]:
    """Returns the supported codings with the highest weight; none if the client prefers or accepts only `identity`.

    A client that refuses `identity` and everything else gets `identity` anyway.
    """
    named = dict(map(_member, accept_encoding.split(",")))
    identity, others = named.get("identity"), named.get("*")
    unnamed = others if others and identity == 0 else 0.0
    weights = {coding: named.get(coding, unnamed) for coding in SUPPORTED}
    best = max(weights.values())
    if best == 0 or best < (identity or 0.0):
        return frozenset()
    return frozenset(coding for coding, weight in weights.items() if weight == best)


def _member(text: str) -> tuple[str, float]:
    found = _MEMBER.fullmatch(text.strip(" \t"))
    if found is None:
        return "", 0.0
    coding = found[1].lower()
    return _ALIASES.get(coding, coding), float(found[2] or 1)


def _is_identity(codings: str) -> bool:
    return all(coding.strip(" \t").lower() in {"", "identity"} for coding in codings.split(","))

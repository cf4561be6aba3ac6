"""Parses content types strictly by RFC 9110 8.3. Django accepts any `charset`, and raises for some of them."""

from __future__ import annotations

import re
from functools import lru_cache

_NAME = r"[!#$%&'*+.^_`|~0-9A-Za-z-]++"
_PARAMETER = rf'({_NAME})=({_NAME}|"(?:[^"\\\x00-\x08\x0a-\x1f\x7f]|\\[\t -~])*+")'
_MEDIA_TYPE = re.compile(rf"({_NAME}/{_NAME})((?:[ \t]*+;[ \t]*+(?:{_PARAMETER})?)*+)")
_PARAMETERS = re.compile(_PARAMETER)
_QUOTED_PAIR = re.compile(r"\\(.)")
UTF_8 = {"utf-8", "utf8"}

MAX_LENGTH = 1024


@lru_cache(256)
def parse(header: str) -> tuple[str, dict[str, str]]:
    """Returns the type and its parameters, in lower case except for the values; ("", {}) for an invalid header."""
    header = header.strip(" \t")
    parts = _MEDIA_TYPE.fullmatch(header) if len(header) <= MAX_LENGTH else None
    if parts is None:
        return "", {}
    found = [(name.lower(), _unquoted(value)) for name, value in _PARAMETERS.findall(parts[2])]
    parameters = dict(found)
    # A repeated name is ambiguous. A name with an asterisk (RFC 2231) could specify a different charset.
    if len(parameters) != len(found) or any(name.endswith("*") for name in parameters):
        return "", {}
    return parts[1].lower(), parameters


def is_utf_8_json(header: str) -> bool:
    media_type, parameters = parse(header)
    return media_type == "application/json" and parameters.get("charset", "utf-8").lower() in UTF_8


def _unquoted(value: str) -> str:
    return _QUOTED_PAIR.sub(r"\1", value[1:-1]) if value.startswith('"') else value

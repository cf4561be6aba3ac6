"""Strict JSON: UTF-8, bounded depth, no duplicate keys, no NaN."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

MAX_DEPTH = 8
INVALID_JSON = "The text is not valid JSON."

# Possessive, and also matches an unterminated string, even one that ends in a backslash: the pattern always matches at
# a quote, so no character is read twice.
_STRINGS = re.compile(r'"(?:[^"\\]++|\\.?)*+"?', re.DOTALL)
_BRACKETS = re.compile(r"[\[\]{}]")


class Refusal(ValueError):
    """Why the text is refused, with a message for its sender."""


def loads(text: str) -> Any:
    """Raises Refusal."""
    _check_depth(text)
    try:
        value = _DECODER.decode(text)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()  # refuses lone surrogates, which aren't characters
        return value
    except Refusal:
        raise
    except ValueError:  # this is also raised for numbers with too many digits
        raise Refusal(INVALID_JSON) from None


def decode(raw: bytes) -> str:
    """Raises Refusal."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal("The text is not valid UTF-8.") from None


def _check_depth(text: str) -> None:
    """Limits the depth before the parser runs, because the parser itself is limited only by the recursion depth."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for bracket in _BRACKETS.findall(_STRINGS.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            raise Refusal(f"The text is nested more than {MAX_DEPTH} levels deep.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise Refusal("The text contains a duplicate key.")
    return result


def _constant(name: str) -> NoReturn:
    raise Refusal(f"The text contains {name}.")


# `json.loads` would create a decoder for each text.
_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)

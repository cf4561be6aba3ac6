"""JSON as we accept it: UTF-8, bounded depth, no key twice, no NaN."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

MAX_DEPTH = 8

# Possessive, and a string may end with the text, even in a backslash: from a quote on the pattern always matches, so no
# character is read twice.
_STRINGS = re.compile(r'"(?:[^"\\]++|\\.?)*+"?', re.DOTALL)
_BRACKETS = re.compile(r"[\[\]{}]")


class Refusal(ValueError):
    """Why the text is refused, in words for its sender."""


def loads(text: str) -> Any:
    """Raises Refusal."""
    _check_depth(text)
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()  # half of a surrogate pair is no character
        return value
    except Refusal:
        raise
    except ValueError:  # also a number of more digits than Python converts
        raise Refusal("The text is not valid JSON.") from None


def decode(raw: bytes) -> str:
    """Raises Refusal."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal("The text is not valid UTF-8.") from None


def _check_depth(text: str) -> None:
    """Before parsing, as the parser's own limit is the stack."""
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

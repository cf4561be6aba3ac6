"""JSON as we accept it: UTF-8, bounded depth, no key twice, no NaN."""

from __future__ import annotations

import json
from typing import Any, NoReturn

MAX_DEPTH = 8


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
    in_string = escaped = False
    for character in text:
        if in_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                in_string = False
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise Refusal(f"The text is nested more than {MAX_DEPTH} deep.")
        elif character in "]}":
            depth -= 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise Refusal("The text has a key twice.")
    return result


def _constant(name: str) -> NoReturn:
    raise Refusal(f"The text contains {name}.")

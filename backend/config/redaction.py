"""Removes query strings, cookies, Authorization headers and tokens from the log lines of libraries.

Our own lines never contain any, but gunicorn logs the whole URL with an error, and other libraries log headers.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

HIDDEN = "[redacted]"
MEMBERS = ("event", "exception", "stack")

_SECRETS = (
    re.compile(r"(\?)[^\s\"'<>]++"),
    re.compile(r"(#token=)[^\s\"'<>]++"),
    re.compile(r"(?i)(\bquery_string['\"]?[:=, ]++b?['\"]?)[^'\"\n]*+"),
    re.compile(r"(?i)(\b(?:cookie|authorization)['\"]?[:=, ]++b?['\"]?)[^'\"\n]*+"),
    re.compile(r"(?i)(\bbearer[ .])[^\s\"',]++"),
    re.compile(r"(\beyJ)[\w-]++(?:\.[\w-]*+)*+"),
)


def redacted(text: str) -> str:
    for secret in _SECRETS:
        text = secret.sub(rf"\1{HIDDEN}", text)
    return text


def without_secrets(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor."""
    for name in MEMBERS:
        if isinstance(event.get(name), str):
            event[name] = redacted(event[name])
    return event

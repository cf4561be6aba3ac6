"""The claims of our tokens. Their types and formats are checked even though the signature is valid."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MAX_TIME = 253_402_300_799  # the end of the year 9999, the last year that `datetime` supports
PLAYER_ID = re.compile(r"[1-9][0-9]{0,17}")  # fits in the column
SESSION_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TOKEN_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}")
TIMES = ("exp", "iat", "nbf")
FOREIGN = ("aud", "iss")  # we set neither, so a token with either was issued for another service


@dataclass(frozen=True)
class Claims:
    """`expires_at` is in seconds since the epoch. `token_id` identifies one refresh token."""

    player_id: int
    session_id: str
    token_id: str
    expires_at: int


def claims_of(payload: Mapping[str, Any], kind: str) -> Claims:
    """Raises ValueError or KeyError."""
    if payload["token_type"] != kind or any(name in payload for name in FOREIGN):
        raise ValueError(kind)
    for name in TIMES:
        _check_time(payload.get(name, 0))
    return Claims(
        int(_matching(PLAYER_ID, payload["user_id"])),
        _matching(SESSION_ID, payload["sid"]),
        _matching(TOKEN_ID, payload["jti"]),
        payload["exp"],
    )


def _check_time(value: object) -> None:
    if type(value) is not int or not 0 <= value <= MAX_TIME:  # a bool is an int
        raise ValueError(value)


def _matching(form: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise ValueError(value)
    return value

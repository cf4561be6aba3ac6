"""Parses the socket's frames. Every frame becomes a known message or None."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from numberplay.http import read_json
from numberplay.models import Result, whole


@dataclass(frozen=True)
class Pong:
    seq: int


@dataclass(frozen=True)
class Resync:
    seq: int


@dataclass(frozen=True)
class Refusal:
    """An error frame. `retry_after` is in seconds."""

    code: str
    attr: str | None
    retry_after: float | None


Frame = Result | Pong | Resync | Refusal


def read_frame(text: str | bytes) -> Frame | None:
    try:
        return _frame_of(read_json(text))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def read_result(text: str) -> Result | None:
    """A result of the event stream, which has no type."""
    try:
        return Result.from_json(read_json(text))
    except (ValueError, TypeError):
        return None


def _frame_of(fields: Mapping[str, Any]) -> Frame | None:
    match fields.get("type"):
        case "game_result":
            return Result.from_json(fields)
        case "pong":
            return Pong(whole(fields["seq"]))
        case "resync":
            return Resync(whole(fields["seq"]))
        case "error":
            return _refusal_of(fields)
        case _:
            return None


def _refusal_of(fields: Mapping[str, Any]) -> Refusal:
    retry_after = fields.get("retry_after")
    return Refusal(str(fields["code"]), fields.get("attr"), None if retry_after is None else float(retry_after))

"""A compact notation for histories."""

from __future__ import annotations

import hashlib
from typing import Any

from benchmarks.chaos.history import ACKNOWLEDGED, REFUSED, UNKNOWN, Call, Frame, Read, Window
from benchmarks.chaos.rows import EXAMPLE, Row

PLAYER = 7


def result(seq: int, number: int = 842, **other: Any) -> dict[str, Any]:
    played_at = f"2026-11-29T04:00:{seq:02}.000000Z"
    values = {"id": 100 + seq, "seq": seq, "number": number, "result": "win", "prize": 421.0, "played_at": played_at}
    return {**EXAMPLE, **values, **other}


def acknowledged(seq: int, key: str | None, began: float = 0.0, ended: float = 0.1, **other: Any) -> Call:
    return Call(PLAYER, key, 842, "http", began, ended, ACKNOWLEDGED, result(seq, **other))


def unknown(key: str | None, began: float = 0.0) -> Call:
    return Call(PLAYER, key, 842, "http", began, began + 1, UNKNOWN)


def refused(key: str | None, detail: str) -> Call:
    return Call(PLAYER, key, 842, "http", 0.0, 0.1, REFUSED, detail=detail)


def rows(*keys: str | None) -> dict[int, list[Row]]:
    """The player's rows 1, 2, 3 …, with these keys."""
    return {PLAYER: [row(seq, key) for seq, key in enumerate(keys, 1)]}


def row(seq: int, key: str | None, **other: Any) -> Row:
    return Row(result(seq, **other), None if key is None else hashlib.sha256(key.encode()).hexdigest())


def frame(seq: int, at: float = 0.0, *, replayed: bool = False, subscription: str = "one", **other: Any) -> Frame:
    return Frame(PLAYER, subscription, at, result(seq, **other), replayed)


def read(seq: int, at: float) -> Read:
    return Read(PLAYER, "history", "web-2", at, at + 0.01, seq)


def window(fault: str, began: float, ended: float, target: str = "") -> Window:
    return Window(fault, target or f"{fault.partition(' ')[2]}-1", began, ended)

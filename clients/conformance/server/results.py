"""The results of a player, made from their `seq` alone, so that a case only has to name it."""

from __future__ import annotations

from typing import Any

_PLAYS = ((842, "win", 421), (7, "lose", None), (2, "win", 0.2), (9998, "win", 6998.6), (301, "lose", None))


def result_of(seq: int) -> dict[str, Any]:
    number, result, prize = _PLAYS[seq % len(_PLAYS)]
    second = seq % 60
    return {
        "id": 1000 + seq,
        "seq": seq,
        "number": number,
        "result": result,
        "prize": prize,
        "played_at": f"2026-11-23T20:00:{second:02}.000000Z",
    }

"""The results of a player, made from their `seq` alone, so that a case only has to name it.

`make schema` writes the fields of a result to `result.json`. Fields that aren't set here have the same value in every
result.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_EXAMPLE = json.loads((Path(__file__).parents[1] / "result.json").read_text())
_PLAYS = ((842, "win", 421), (7, "lose", None), (2, "win", 0.2), (9998, "win", 6998.6), (301, "lose", None))


def result_of(seq: int) -> dict[str, Any]:
    number, result, prize = _PLAYS[seq % len(_PLAYS)]
    second = seq % 60
    return {
        **_EXAMPLE,
        "id": 1000 + seq,
        "seq": seq,
        "number": number,
        "result": result,
        "prize": prize,
        "played_at": f"2026-11-23T20:00:{second:02}.000000Z",
    }

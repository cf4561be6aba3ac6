"""The rows, read directly from the database and rendered as the API renders them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.chaos.history import Result
from config.service_urls.database import Database

EXAMPLE: Result = json.loads((Path(__file__).parents[2] / "clients/conformance/result.json").read_text())
PLAYS = (
    "SELECT player_id, id, seq, number, result, prize_hundredths, played_at, key_digest FROM game_play"
    " ORDER BY player_id, seq"
)
STATISTICS = (
    "SELECT player_id, seq, wins, total_prize_hundredths, best_prize_hundredths, current_streak, best_streak"
    " FROM game_playerstatistics"
)


def agrees(stored: Result | None, received: Result) -> bool:
    """A received result has all fields, with the values of the row for those that the row has a column for."""
    return stored is not None and received.keys() == EXAMPLE.keys() and stored.items() <= received.items()


@dataclass(frozen=True)
class Row:
    result: Result
    key_digest: str | None


@dataclass(frozen=True)
class Rows:
    """For each player: the plays in the order of seq, and the columns of the statistics row."""

    plays: dict[int, list[Row]]
    statistics: dict[int, dict[str, int]]


def read(url: str) -> Rows:
    import MySQLdb  # a production package, which the checker's tests don't need

    given = Database.parse(url)
    connection = MySQLdb.connect(
        host=given.host, port=given.port, user=given.user, password=given.password, database=given.name
    )
    try:
        cursor = connection.cursor()
        return Rows(_plays(cursor), _statistics(cursor))
    finally:
        connection.close()


def _plays(cursor: Any) -> dict[int, list[Row]]:
    cursor.execute(PLAYS)
    plays: dict[int, list[Row]] = {}
    for player, id_, seq, number, result, prize, played_at, digest in cursor.fetchall():
        row = {
            "id": id_,
            "seq": seq,
            "number": number,
            "result": result,
            "prize": None if prize is None else prize / 100,
            "played_at": f"{played_at:%Y-%m-%dT%H:%M:%S.%fZ}",
        }
        plays.setdefault(player, []).append(Row(row, digest))
    return plays


def _statistics(cursor: Any) -> dict[int, dict[str, int]]:
    cursor.execute(STATISTICS)
    names = [column[0] for column in cursor.description][1:]
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in cursor.fetchall()}

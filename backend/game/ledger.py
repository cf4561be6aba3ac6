"""The statements of a play, written by hand.

They are the hottest of the product, and the ORM would take as long to compile them as all the rest of a play takes.
Everything else reads and writes the same tables through the models.
"""

# ruff: noqa: S608  the names in the statements are the models' own

from __future__ import annotations

from datetime import datetime

from django.db import connection

from core.points import from_hundredths, to_hundredths
from game.models import Play, PlayerStatistics
from game.rules import Outcome
from game.tally import Tally

_PLAYS = Play._meta.db_table
_STATISTICS = PlayerStatistics._meta.db_table

LOCK = f"""SELECT seq, wins, total_prize_hundredths, best_prize_hundredths, current_streak, best_streak
FROM {_STATISTICS} WHERE player_id = %s"""
FIND = f"SELECT id FROM {_PLAYS} WHERE player_id = %s AND key_digest = %s"
UPDATE = f"""UPDATE {_STATISTICS} SET seq = %s, wins = %s, total_prize_hundredths = %s, best_prize_hundredths = %s,
current_streak = %s, best_streak = %s, last_played = %s WHERE player_id = %s"""
INSERT = f"""INSERT INTO {_PLAYS} (player_id, seq, number, result, prize_hundredths, played_at, key_digest)
VALUES (%s, %s, %s, %s, %s, %s, %s)"""


def lock(player_id: int) -> Tally | None:
    """The player's tally, locked until the transaction ends; None without a row. `last_played` is not read."""
    # SQLite's transactions hold the only write lock from their beginning.
    statement = f"{LOCK} FOR UPDATE" if connection.features.has_select_for_update else LOCK
    with connection.cursor() as cursor:
        cursor.execute(statement, [player_id])
        row = cursor.fetchone()
    if row is None:
        return None
    seq, wins, total, best, streak, best_streak = row
    return Tally(
        seq=seq,
        wins=wins,
        total_prize=from_hundredths(total),
        best_prize=from_hundredths(best),
        current_streak=streak,
        best_streak=best_streak,
    )


def played_with(player_id: int, key_digest: str) -> Play | None:
    with connection.cursor() as cursor:
        cursor.execute(FIND, [player_id, key_digest])
        row = cursor.fetchone()
    return None if row is None else Play.objects.get(pk=row[0])


def record(player_id: int, outcome: Outcome, tally: Tally, now: datetime, key_digest: str | None) -> Play:
    """Writes the tally after the play, and the play as its `seq`."""
    at = connection.ops.adapt_datetimefield_value(now)
    prize = None if outcome.prize is None else to_hundredths(outcome.prize)
    with connection.cursor() as cursor:
        cursor.execute(
            UPDATE,
            [
                tally.seq,
                tally.wins,
                to_hundredths(tally.total_prize),
                to_hundredths(tally.best_prize),
                tally.current_streak,
                tally.best_streak,
                at,
                player_id,
            ],
        )
        cursor.execute(INSERT, [player_id, tally.seq, outcome.number, outcome.result, prize, at, key_digest])
        play_id = cursor.lastrowid
    return Play(
        id=play_id,
        player_id=player_id,
        seq=tally.seq,
        number=outcome.number,
        result=outcome.result,
        prize=outcome.prize,
        played_at=now,
        key_digest=key_digest,
    )

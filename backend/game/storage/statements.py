"""The SQL statements of a play.

No other statements run as often, and the ORM would spend as long on compiling them as all the rest of a play takes.
Everything else uses the models of the same tables. Integers are formatted into the statement (`:d` accepts nothing
else), because the driver spends as much on a parameter as on a short statement. Text is always a parameter.
"""

# ruff: noqa: S608  only names from the models and integers are formatted into the statements

from __future__ import annotations

from datetime import datetime
from typing import Any

from core.db.fields import from_hundredths, to_hundredths
from core.db.statements import execute_all
from game.models import Play, PlayerStatistics, Recorded
from game.rules import Outcome
from game.tally import Tally

_PLAYS = Play._meta.db_table
_STATISTICS = PlayerStatistics._meta.db_table


def lock(cursor: Any, player_id: int) -> Tally | None:
    """Locks the player's row until the transaction ends. Returns its tally without `last_played`, or None without a
    row.
    """
    # A SQLite transaction holds the only write lock from its beginning.
    locking = " FOR UPDATE" if cursor.db.features.has_select_for_update else ""
    cursor.execute(
        "SELECT seq, wins, total_prize_hundredths, best_prize_hundredths, current_streak, best_streak"
        f" FROM {_STATISTICS} WHERE player_id = {player_id:d}{locking}"
    )
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


def played_with(cursor: Any, player_id: int, key_digest: str) -> Play | None:
    cursor.execute(f"SELECT id FROM {_PLAYS} WHERE player_id = {player_id:d} AND key_digest = %s", [key_digest])
    row = cursor.fetchone()
    return None if row is None else Play.objects.get(pk=row[0])


def record(
    cursor: Any, player_id: int, outcome: Outcome, tally: Tally, now: datetime, key_digest: str | None
) -> Recorded:
    """Writes the play and the tally that includes it, in one round trip on MySQL.

    Galera may roll back after the first of two statements sent together, and then execute and commit the second on its
    own. So the play takes its `seq` from the tally: without that UPDATE it is NULL, which the column refuses.
    """
    at = cursor.db.ops.adapt_datetimefield_value(now)
    prize = "NULL" if outcome.prize is None else f"{to_hundredths(outcome.prize):d}"
    play_id = execute_all(
        cursor,
        (
            f"UPDATE {_STATISTICS} SET seq = {tally.seq:d}, wins = {tally.wins:d},"
            f" total_prize_hundredths = {to_hundredths(tally.total_prize):d},"
            f" best_prize_hundredths = {to_hundredths(tally.best_prize):d},"
            f" current_streak = {tally.current_streak:d}, best_streak = {tally.best_streak:d},"
            f" last_played = %s WHERE player_id = {player_id:d}",
            [at],
        ),
        (
            f"INSERT INTO {_PLAYS} (player_id, seq, number, result, prize_hundredths, played_at, key_digest)"
            f" VALUES ({player_id:d},"
            f" (SELECT seq FROM {_STATISTICS} WHERE player_id = {player_id:d} AND seq = {tally.seq:d}),"
            f" {outcome.number:d}, %s, {prize}, %s, %s)",
            [outcome.result, at, key_digest],
        ),
    )
    return Recorded(play_id, player_id, tally.seq, outcome.number, outcome.result, outcome.prize, now, key_digest)

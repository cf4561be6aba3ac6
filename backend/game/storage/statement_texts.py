"""The SQL texts of the statements that write plays (`game.storage.statements`), with their parameters."""

# ruff: noqa: S608  only names from the models and integers are formatted into the statements

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models.constants import OnConflict

from core.db.fields import to_hundredths
from core.db.statements import Statement
from game.models import Play, PlayerStatistics, Recorded
from game.tally import Tally

PLAYS = Play._meta.db_table
STATISTICS = PlayerStatistics._meta.db_table
COUNTS = ("seq", "wins", "total_prize_hundredths", "best_prize_hundredths", "current_streak", "best_streak")
COLUMNS = ("player_id", *COUNTS, "last_played")
IDS = "player_id, seq, id"


def ids_of(player_ids: Iterable[int]) -> str:
    """Formats sorted ids for an IN list. Every statement names its players, so that a sharded database can route it."""
    return ", ".join([f"{player_id:d}" for player_id in sorted(set(player_ids))])


def update(db: Any, player_id: int, tally: Tally) -> Statement:
    counts = ", ".join([f"{name} = {count:d}" for name, count in zip(COUNTS, _counts(tally), strict=True)])
    text = f"UPDATE {STATISTICS} SET {counts}, last_played = %s WHERE player_id = {player_id:d}"
    return text, [db.ops.adapt_datetimefield_value(tally.last_played)]


def upsert(db: Any, tallies: Mapping[int, Tally]) -> Statement:
    """Only updates rows, because they exist and are locked. MySQL has no other statement that sets each row to its own
    values.
    """
    rows = ", ".join(
        [f"({player_id:d}, {', '.join(map(str, _counts(tally)))}, %s)" for player_id, tally in tallies.items()]
    )
    on_conflict = db.ops.on_conflict_suffix_sql(COLUMNS, OnConflict.UPDATE, COLUMNS[1:], COLUMNS[:1])
    text = f"INSERT INTO {STATISTICS} ({', '.join(COLUMNS)}) VALUES {rows} {on_conflict}"
    times = [tally.last_played for tally in tallies.values()]
    return text, _adapted(db, times)


def insert(db: Any, plays: Sequence[Recorded], tallies: Mapping[int, Tally]) -> Statement:
    """The first play takes its `seq` from its player's row, so that the statement fails unless the players' rows have
    been updated.
    """
    rows: list[str] = []
    values: list[Any] = []
    times = _adapted(db, [play.played_at for play in plays])
    for play, played_at in zip(plays, times, strict=True):
        seq = f"{play.seq:d}" if rows else _updated_seq(play, tallies[play.player_id].seq)
        prize = "NULL" if play.prize is None else f"{to_hundredths(play.prize):d}"
        rows.append(f"({play.player_id:d}, {seq}, {play.number:d}, %s, {prize}, %s, %s)")
        values += (play.result, played_at, play.key_digest)
    columns = "player_id, seq, number, result, prize_hundredths, played_at, key_digest"
    return f"INSERT INTO {PLAYS} ({columns}) VALUES {', '.join(rows)}", values


def _adapted(db: Any, times: Sequence[datetime | None]) -> list[Any]:
    """Converts times to parameters, equal ones once, because that takes longer than the rest of a row."""
    adapted = {time: db.ops.adapt_datetimefield_value(time) for time in set(times)}
    return [adapted[time] for time in times]


def _updated_seq(play: Recorded, newest: int) -> str:
    """Returns a subquery for the play's `seq`, which is NULL unless `newest` is the player's `seq`.

    Used for one play only, because a subquery takes longer than the rest of the row.
    """
    seq = "seq" if play.seq == newest else f"seq - {newest - play.seq:d}"
    return f"(SELECT {seq} FROM {STATISTICS} WHERE player_id = {play.player_id:d} AND seq = {newest:d})"


def select_ids(plays: Sequence[Recorded]) -> str:
    players = ids_of(play.player_id for play in plays)
    of_seq = " OR ".join([f"player_id = {play.player_id:d} AND seq = {play.seq:d}" for play in plays])
    return f"SELECT {IDS} FROM {PLAYS} WHERE player_id IN ({players}) AND ({of_seq})"


def _counts(tally: Tally) -> tuple[int, ...]:
    total, best = to_hundredths(tally.total_prize), to_hundredths(tally.best_prize)
    return tally.seq, tally.wins, total, best, tally.current_streak, tally.best_streak

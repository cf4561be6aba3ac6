"""The SQL statements of a play.

No other statements run as often, and the ORM would take as long to compile them as the rest of a play takes. Everything
else uses the models of the same tables. Integers are formatted into the statement (`:d` accepts nothing else), because
the driver takes as long for a parameter as for a short statement. Text is always a parameter.
"""

# ruff: noqa: S608  only names from the models and integers are formatted into the statements

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError

from core.db.fields import from_hundredths
from core.db.statements import Statement, execute_all
from game.models import Play, Recorded
from game.storage.statement_texts import COUNTS, IDS, PLAYS, STATISTICS, ids_of, insert, select_ids, update, upsert
from game.tally import Tally

USERS = get_user_model()._meta.db_table

Keyed = tuple[int, str]  # a player and the digest of a key


def lock(cursor: Any, player_id: int) -> Tally | None:
    """Locks the player's row until the transaction ends. Returns its tally without `last_played`, or None if there is
    no row.
    """
    # A SQLite transaction holds the only write lock from its beginning.
    locking = " FOR UPDATE" if cursor.db.features.has_select_for_update else ""
    cursor.execute(f"SELECT {', '.join(COUNTS)} FROM {STATISTICS} WHERE player_id = {player_id:d}{locking}")
    row = cursor.fetchone()
    return None if row is None else _tally(row)


def lock_available(cursor: Any, player_ids: Collection[int]) -> dict[int, Tally]:
    """Locks the rows that exist and aren't locked by another transaction, without waiting, and returns their tallies.

    Also locks the users' rows, because the foreign key check of each play would wait for them.
    """
    locking = " FOR UPDATE SKIP LOCKED" if cursor.db.features.has_select_for_update else ""
    counts = ", ".join(COUNTS)
    cursor.execute(
        f"SELECT player_id, {counts} FROM {STATISTICS} JOIN {USERS} ON {USERS}.id = {STATISTICS}.player_id"
        f" WHERE {STATISTICS}.player_id IN ({ids_of(player_ids)}) ORDER BY {STATISTICS}.player_id{locking}"
    )
    return {player_id: _tally(row) for player_id, *row in cursor.fetchall()}


def played_with(cursor: Any, keys: Sequence[Keyed]) -> dict[Keyed, Play]:
    """Returns the stored plays with these keys."""
    if not keys:
        return {}
    players = ids_of(player_id for player_id, _ in keys)
    of_key = " OR ".join([f"player_id = {player_id:d} AND key_digest = %s" for player_id, _ in keys])
    where = of_key if len(keys) == 1 else f"player_id IN ({players}) AND ({of_key})"
    cursor.execute(f"SELECT id FROM {PLAYS} WHERE {where}", [digest for _, digest in keys])
    rows = cursor.fetchall()
    if not rows:
        return {}
    plays = Play.objects.filter(player_id__in={player_id for player_id, _ in keys}, pk__in=[pk for (pk,) in rows])
    return {(play.player_id, str(play.key_digest)): play for play in plays}


def record(cursor: Any, plays: Sequence[Recorded], tallies: Mapping[int, Tally]) -> list[Recorded]:
    """Writes the plays and the tallies that include them, in one round trip on MySQL. Returns the plays with their ids.

    Galera may roll back after the first of two statements sent together, and then execute and commit the second one
    alone. So one play takes its `seq` from its player's row. If the update of that row was rolled back, the `seq` is
    either NULL, which the column rejects, or the `seq` of another node's play, which the unique constraint rejects.
    """
    if len(plays) == 1:
        [play] = plays
        execute_all(
            cursor, update(cursor.db, play.player_id, tallies[play.player_id]), insert(cursor.db, plays, tallies)
        )
        return [play._replace(pk=int(cursor.lastrowid))]
    _write(cursor, upsert(cursor.db, tallies), insert(cursor.db, plays, tallies), plays)
    ids = {(player_id, seq): pk for player_id, seq, pk in cursor.fetchall()}
    if len(ids) < len(plays):
        raise IntegrityError("some of the plays were not inserted")
    return [play._replace(pk=ids[play.player_id, play.seq]) for play in plays]


def _write(cursor: Any, changed: Statement, inserted: Statement, plays: Sequence[Recorded]) -> None:
    """Leaves the ids in the cursor's result. They can't be computed, because clusters leave gaps between ids."""
    if cursor.db.features.can_return_rows_from_bulk_insert:
        text, parameters = inserted
        execute_all(cursor, changed, (f"{text} RETURNING {IDS}", parameters))
        return
    execute_all(cursor, changed, inserted)
    # Sends it in a separate packet, like COMMIT: in Galera, it might be executed although the INSERT was rolled back.
    cursor.execute(select_ids(plays))


def _tally(row: Sequence[int]) -> Tally:
    seq, wins, total, best, streak, best_streak = row
    return Tally(
        seq=seq,
        wins=wins,
        total_prize=from_hundredths(total),
        best_prize=from_hundredths(best),
        current_streak=streak,
        best_streak=best_streak,
    )

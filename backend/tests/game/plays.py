"""Inserts many plays at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import connection

from game import rules, tasks
from game.models import Play, PlayerStatistics

SOME = 1000
START = datetime(2026, 1, 1, tzinfo=UTC)


def add_plays(player_id: int, count: int) -> None:
    """The numbers are 1, 2, 3 …, repeatedly. The statistics come from the recount."""
    at = PlayerStatistics.objects.get(pk=player_id).seq
    made = min(count, SOME)
    Play.objects.bulk_create(_play(player_id, seq) for seq in range(at + 1, at + made + 1))
    while made < count:
        made += _copy(player_id, range(at + 1, at + 1 + min(made, count - made)), by=made)
    PlayerStatistics.objects.filter(pk=player_id).update(seq=at + count)
    tasks.reconcile(player_id)


def _copy(player_id: int, seqs: range, *, by: int) -> int:
    """Copies the plays with these seqs to later seqs, within the database, because that is much faster."""
    columns = [str(field.column) for field in Play._meta.local_concrete_fields if field.column not in ("id", "seq")]
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Play._meta.db_table} (seq, {names}) SELECT seq + %s, {names} FROM {Play._meta.db_table}"  # noqa: S608  the names are the model's own
            " WHERE player_id = %s AND seq BETWEEN %s AND %s",
            [by, player_id, seqs.start, seqs.stop - 1],
        )
    return len(seqs)


def _play(player_id: int, seq: int) -> Play:
    outcome = rules.judge((seq - 1) % rules.HIGHEST + 1)
    return Play(
        player_id=player_id,
        seq=seq,
        number=outcome.number,
        result=outcome.result,
        prize=outcome.prize,
        played_at=START + timedelta(seconds=seq),
    )

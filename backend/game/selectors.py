"""Reads. None of them grows with the number of plays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import connection

from core import summary_cache
from core.renderers import dumps
from core.summary_cache import Summary
from game.events import RECENT, summary_name
from game.models import Play, PlayerStatistics
from game.serializers import result_of, statistics_of
from game.tally import Tally


def game_of(player_id: int) -> Summary:
    """Statistics (head) and the last results (lines, newest first), cached for at most five seconds."""
    name = summary_name(player_id)
    summary, asked = summary_cache.get(name)
    if summary is None:
        summary = stored_game(player_id)
        summary_cache.fill(name, summary, asked)
    return summary


def stored_game(player_id: int) -> Summary:
    """From the database; `seq` bounds the results, so that a play in between cannot make them differ from the sums."""
    tally = tally_of(player_id)
    recent = Play.objects.filter(player_id=player_id, seq__lte=tally.seq).order_by("-seq")[:RECENT]
    return Summary(tally.seq, dumps(statistics_of(tally)), tuple(dumps(result_of(play)) for play in recent))


def tally_of(player_id: int) -> Tally:
    row = PlayerStatistics.objects.filter(pk=player_id).first()
    return row.tally if row else Tally()


def plays_since(moment: datetime) -> int:
    """Counts from the first such play on, which a few look-ups find. There is no index by time: a play would pay it."""
    low, high = 0, (Play.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    while low < high:
        middle = (low + high) // 2
        play = Play.objects.filter(pk__gte=middle).order_by("pk").only("pk", "played_at").first()
        if play is None or play.played_at >= moment:
            high = middle
        else:
            low = play.pk + 1
    return Play.objects.filter(pk__gte=low).count()


def newest_seq(player_id: int) -> int:
    """As committed, not as cached."""
    return newest_seqs([player_id]).get(player_id, 0)


def newest_seqs(player_ids: Iterable[int]) -> dict[int, int]:
    return dict(_of_players("player_id, seq", player_ids))


def sum_of_seqs(player_ids: Iterable[int]) -> int:
    """Tells whether anybody has played without a row for each to read. Who has not played counts nothing."""
    return int(_of_players("SUM(seq)", player_ids)[0][0] or 0)


def _of_players(what: str, player_ids: Iterable[int]) -> list[tuple[Any, ...]]:
    """For thousands of players in every sweep; Django's query takes eight times as long to be made and read."""
    ids = ",".join(str(int(player_id)) for player_id in player_ids)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {what} FROM {PlayerStatistics._meta.db_table} WHERE player_id IN ({ids})")  # noqa: S608  numbers
        return list(cursor.fetchall())


def plays_after(player_id: int, seq: int, limit: int) -> list[Play]:
    """Oldest first."""
    return list(Play.objects.filter(player_id=player_id, seq__gt=seq).order_by("seq")[:limit])


def plays_newest_first(player_id: int, *, chunk: int) -> Iterator[list[Play]]:
    """All of a player's plays up to now, `chunk` in memory at a time, whatever the database driver buffers."""
    before = newest_seq(player_id) + 1
    while True:
        plays = list(Play.objects.filter(player_id=player_id, seq__lt=before).order_by("-seq")[:chunk])
        if not plays:
            return
        yield plays
        before = plays[-1].seq

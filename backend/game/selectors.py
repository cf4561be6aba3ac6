"""Queries, none of whose costs grows with the number of plays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from core.api.renderers import dumps
from core.redis import summary_cache
from core.redis.summary_cache import Summary
from game.models import Play, PlayerStatistics, Recorded
from game.representations import result_of, statistics_of
from game.storage.summaries import RECENT, summary_name
from game.tally import Tally

CHECKSUM_PRIME = 9973


def game_of(player_id: int) -> Summary:
    """Returns the statistics (head) and the last results (lines, newest first), cached for at most five seconds."""
    summary, asked = cached_game(player_id)
    return summary or fill_game(player_id, asked)


def cached_game(player_id: int) -> tuple[Summary | None, int | None]:
    """Returns the cached summary and, if there is none, `asked` for `fill_game`. Doesn't query the database."""
    return summary_cache.get(summary_name(player_id))


def fill_game(player_id: int, asked: int | None) -> Summary:
    summary = stored_game(player_id)
    summary_cache.fill(summary_name(player_id), summary, asked)
    return summary


def stored_game(player_id: int) -> Summary:
    """Reads the database. `seq` limits the results, so that they agree with the statistics despite concurrent
    plays.
    """
    tally = tally_of(player_id)
    recent = Play.objects.filter(player_id=player_id, seq__lte=tally.seq).order_by("-seq")[:RECENT]
    return Summary(tally.seq, dumps(statistics_of(tally)), tuple(dumps(result_of(play)) for play in recent))


def tally_of(player_id: int) -> Tally:
    row = PlayerStatistics.objects.filter(pk=player_id).first()
    return row.tally if row else Tally()


def plays_of(player_id: int, *, result: str | None = None) -> QuerySet[Play]:
    """Returns all of a player's plays, or those with this result. `game.api.pagination` orders and limits them."""
    plays = Play.objects.filter(player_id=player_id)
    return plays if result is None else plays.filter(result=result)


def plays_since(moment: datetime) -> QuerySet[Play]:
    """Finds the first such play by binary search, because an index on the time would make plays slower."""
    low, high = 0, (Play.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    while low < high:
        middle = (low + high) // 2
        play = Play.objects.filter(pk__gte=middle).order_by("pk").only("pk", "played_at").first()
        if play is None or play.played_at >= moment:
            high = middle
        else:
            low = play.pk + 1
    return Play.objects.filter(pk__gte=low)


def newest_seq(player_id: int) -> int:
    """Reads the database, not the cache."""
    return newest_seqs([player_id]).get(player_id, 0)


def newest_seqs(player_ids: Iterable[int]) -> dict[int, int]:
    return dict(_of_players("player_id, seq", player_ids))


def checksum_of_seqs(player_ids: Iterable[int], factor: int) -> int:
    """Computes `checksum` in the database, to detect changed positions without reading a row for each player."""
    weight = f"(player_id * {factor:d}) % {CHECKSUM_PRIME} + 1"
    return int(_of_players(f"SUM(seq * ({weight}))", player_ids)[0][0] or 0)


def checksum(seqs: Mapping[int, int], factor: int) -> int:
    """Weights each seq by player, because in a plain sum one player's lower seq could hide another's new play.

    Two differences that cancel each other out with one factor don't do so with the next.
    """
    return sum(seq * (player_id * factor % CHECKSUM_PRIME + 1) for player_id, seq in seqs.items())


def _of_players(what: str, player_ids: Iterable[int]) -> list[tuple[Any, ...]]:
    """Avoids Django's querysets, which would take eight times as long in every sweep of thousands of players."""
    ids = ",".join(str(int(player_id)) for player_id in player_ids)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {what} FROM {PlayerStatistics._meta.db_table} WHERE player_id IN ({ids})")  # noqa: S608  numbers
        return list(cursor.fetchall())


def results_after(player_id: int, seq: int, limit: int) -> list[tuple[int, bytes, str | None]]:
    """Returns the seq, the JSON and the digest of the key of each result, oldest first."""
    plays = _plays_between(player_id, seq + 1, seq + limit).order_by("seq")
    return [(play.seq, dumps(result_of(play)), play.key_digest) for play in plays]


def results_since(player_id: int, since: int, limit: int) -> tuple[int, list[bytes]]:
    """Returns the newest seq, and the JSON of the results after `since` up to that seq, oldest first."""
    newest = newest_seq(player_id)
    if since >= newest:
        return newest, []
    plays = _plays_between(player_id, since + 1, min(since + limit, newest)).order_by("seq")
    return newest, [dumps(result_of(play)) for play in plays]


def prizes_after(player_id: int, seq: int, limit: int) -> list[tuple[int, Decimal | None, datetime]]:
    """Returns the seq, the prize and the time of each play, oldest first."""
    plays = _plays_between(player_id, seq + 1, seq + limit).order_by("seq")
    return list(plays.values_list("seq", "prize", "played_at"))


def results_newest_first(player_id: int, *, chunk: int) -> Iterator[list[dict[str, Any]]]:
    """Yields all of a player's results so far, with only `chunk` rows in memory even if the driver buffers results."""
    for last in range(newest_seq(player_id), 0, -chunk):
        results = results_up_to(player_id, last, chunk)
        if not results:
            return
        yield results


def results_up_to(player_id: int, last: int, limit: int) -> list[dict[str, Any]]:
    """Returns up to `limit` results ending with `last`, newest first."""
    plays = _plays_between(player_id, last - limit + 1, last).order_by("-seq")
    return [result_of(Recorded(*row)) for row in plays.values_list(*Recorded._fields)]


def _plays_between(player_id: int, first: int, last: int) -> QuerySet[Play]:
    """Bounds the range on both sides, because MariaDB may scan all of an open range."""
    return Play.objects.filter(player_id=player_id, seq__range=(first, last))

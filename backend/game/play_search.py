"""Searches plays by player, number and idempotency key, at a bounded cost. Only players and their keys are indexed, so
a number, or a key without a player, is searched for among the newest plays only.
"""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from game import rules
from game.models import Play, PlayerStatistics
from game.services import digest_of

MAX_FOUND = 100  # players
MAX_WITH_NUMBER = 10  # players whose plays are searched for a number
MAX_DIGITS = len(str(rules.HIGHEST))
SEARCHED = 10_000  # the newest plays of all players, or of each player found

HELP = (
    "Search by player (the start of the email or username), by number, or by idempotency key, as in key:first-try. "
    f"All three can be combined. A number, or a key without a player, is found among the newest {SEARCHED:,} plays."
)


class Query(NamedTuple):
    player: str
    number: int | None
    key: str | None


def parsed(text: str) -> Query | None:
    """Returns None, which finds nothing, if the text is invalid. The key comes last, because it may contain spaces."""
    before, has_key, key = text.strip().partition("key:")
    words = before.split()
    numbers = [word for word in words if word.isdecimal()]
    players = [word for word in words if not word.isdecimal()]
    if len(numbers) > 1 or len(players) > 1 or any(len(number) > MAX_DIGITS for number in numbers):
        return None
    return Query("".join(players), int(numbers[0]) if numbers else None, key if has_key else None)


def found(plays: QuerySet[Play], text: str) -> QuerySet[Play]:
    """Returns the plays found, newest first."""
    if not text.strip():
        return plays
    query = parsed(text)
    if query is None or (query.number is not None and not rules.is_valid(query.number)):
        return plays.none()
    plays = _of_players(plays, query) if query.player else _newest(plays)
    if query.number is not None:
        plays = plays.filter(number=query.number)
    return plays if query.key is None else plays.filter(key_digest=digest_of(query.key))


def players_found(term: str) -> list[int]:
    """Searches by the beginning of the email or username."""
    named = Q(email__istartswith=term) | Q(username_key__istartswith=term)
    return list(get_user_model().objects.filter(named).values_list("pk", flat=True)[:MAX_FOUND])


def _newest(plays: QuerySet[Play]) -> QuerySet[Play]:
    newest = Play.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return plays.filter(pk__gt=newest - SEARCHED)


def _of_players(plays: QuerySet[Play], query: Query) -> QuerySet[Play]:
    players = players_found(query.player)
    if query.number is None or query.key is not None:
        return plays.filter(player_id__in=players).order_by("-player_id", "-seq")
    newest = PlayerStatistics.objects.filter(pk__in=players[:MAX_WITH_NUMBER]).values_list("pk", "seq")
    ranges = [Q(player_id=player, seq__range=(seq - SEARCHED + 1, seq)) for player, seq in newest]
    return plays.filter(Q(*ranges, _connector=Q.OR)).order_by("-player_id", "-seq") if ranges else plays.none()

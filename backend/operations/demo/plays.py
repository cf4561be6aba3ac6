"""The plays of the demo: judged by the rules of the game, at times when people play."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from random import Random

from accounts.models import User
from game import rules, services
from game.models import Play, PlayerStatistics
from game.tally import Tally
from operations.demo.people import PEOPLE, Person

AT_ONCE = 500
PER_SITTING = 12  # on average
EVENING = 19.5  # the hour, in UTC
KEY_EVERY = 3  # the other plays have no idempotency key


def key_of(name: str, seq: int) -> str:
    return f"demo-{name}-{seq}"


def create_plays(players: dict[str, User], now: datetime) -> int:
    """Creates plays in the order of their times, and the resulting statistics. Returns the number of plays."""
    random = Random(842)  # noqa: S311  the same demo every time
    times = [(at, person.name) for person in PEOPLE for at in _times(person, now, random)]
    tallies = dict.fromkeys(players, Tally())
    plays = []
    for at, name in sorted(times):
        outcome = rules.judge(random.randint(rules.LOWEST, rules.HIGHEST))
        tallies[name] = tallies[name].add(outcome.prize, at)
        plays.append(_play(players[name], tallies[name].seq, outcome, at))
    Play.objects.bulk_create(plays, batch_size=AT_ONCE)
    for name, tally in tallies.items():
        PlayerStatistics.objects.filter(pk=players[name].pk).update(**asdict(tally))
    return len(plays)


def _play(player: User, seq: int, outcome: rules.Outcome, at: datetime) -> Play:
    digest = services.digest_of(key_of(player.username, seq)) if seq % KEY_EVERY == 0 else None
    number, result, prize = outcome.number, outcome.result, outcome.prize
    return Play(player=player, seq=seq, number=number, result=result, prize=prize, played_at=at, key_digest=digest)


def _times(person: Person, now: datetime, random: Random) -> Iterator[datetime]:
    """Yields times in sittings of a few minutes, mostly in the evening. Players who aren't blocked are playing now."""
    left = person.plays
    begins = _beginning(person, now, random) if person.is_blocked else now - timedelta(minutes=3)
    while left:
        count = min(left, random.randint(1, 2 * PER_SITTING))
        at = begins
        for _ in range(count):
            if at < now:
                yield at
                left -= 1
            at += timedelta(seconds=random.uniform(2, 25))
        begins = _beginning(person, now, random)


def _beginning(person: Person, now: datetime, random: Random) -> datetime:
    day = now - timedelta(days=random.randrange(1, person.days))
    return day.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(
        hours=min(23.0, max(6.0, random.gauss(EVENING, 2.5)))
    )

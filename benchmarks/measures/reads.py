"""History, statistics and the first page of results, with more and more data in the database.

Rounds with different table sizes can't alternate, so each round also reads an endpoint without data, and the results
are also given relative to it.
"""

from __future__ import annotations

from typing import Any

from benchmarks import players
from benchmarks.figures import spreads
from benchmarks.load import load
from benchmarks.meters import cpu_of
from benchmarks.pace import Pace
from benchmarks.progress import say
from benchmarks.system import System
from tests.processes.programs import Gunicorn

PATHS = {
    "history": "/api/game/history/",
    "statistics": "/api/game/statistics/",
    "results": "/api/game/results/",
}
BASELINE = "/health/live/"
# MariaDB generates the rows itself, a million in a few seconds.
PLAYS = """INSERT INTO game_play (player_id, seq, number, result, prize_hundredths, played_at)
SELECT %s, seq, 842, 'win', 42100, '2026-01-01' FROM seq_1_to_{count}"""
STATISTICS = """UPDATE game_playerstatistics SET seq = %s, wins = %s, total_prize_hundredths = %s * 42100,
best_prize_hundredths = 42100, current_streak = %s, best_streak = %s, last_played = '2026-01-01' WHERE player_id = %s"""


def measure(system: System, pace: Pace) -> dict[str, Any]:
    players.forget_all(system)
    with system.http() as program:
        by_plays = {}
        owners = {count: _player_with(count) for count in pace.plays_of_one}
        for count, rounds in _interleaved(system, program, owners, pace).items():
            by_plays[str(count)] = rounds
        by_players = {}
        have = players.count()
        for wanted in pace.players:
            say(f"reads among {max(wanted, have)} players")
            if wanted > players.count():
                players.create(wanted - players.count())
            one = {players.count(): _player_with(1000)}
            for count, rounds in _interleaved(system, program, one, pace).items():
                by_players[str(count)] = rounds
    return {"by_plays_of_the_player": by_plays, "by_players": by_players}


def _player_with(count: int) -> players.Player:
    from django.db import connection

    say(f"a player with {count:,} plays")
    (player,) = players.create(1)
    with connection.cursor() as cursor:
        cursor.execute(PLAYS.format(count=count), [player.id])
        cursor.execute(STATISTICS, [*[count] * 5, player.id])
    return player


def _interleaved(
    system: System, program: Gunicorn, owners: dict[int, players.Player], pace: Pace
) -> dict[int, dict[str, Any]]:
    """For each size and path, the cost and the median wait."""
    seen: dict[int, dict[str, list[dict[str, float]]]] = {size: {path: [] for path in PATHS} for size in owners}
    seconds = max(1, pace.seconds // 3)
    for number in range(pace.rounds):
        for size, player in owners.items():
            baseline = _read(system, program, player, BASELINE, seconds)["cpu"]
            for name, path in PATHS.items():
                figures = _read(system, program, player, path, seconds)
                seen[size][name].append({**figures, "yardsticks": figures["cpu"] / baseline})
        say(f"reads, round {number + 1} of {pace.rounds}")
    return {size: {name: spreads(rounds) for name, rounds in paths.items()} for size, paths in seen.items()}


def _read(system: System, program: Gunicorn, player: players.Player, path: str, seconds: int) -> dict[str, float]:
    """CPU seconds of the application and the database per 1 000 reads."""
    with cpu_of(program, system.database) as spent:
        got = load(program.url, [player], seconds=seconds, connections=1, path=path)
    return {"cpu": 1000 * sum(spent.values()) / got.requests, "p50_ms": got.p50}

"""Fills the tables with `INSERT … SELECT`: half of the plays are one player's, and 5 000 others share the rest."""

from __future__ import annotations

from django.db import connection

from accounts.models import Mail, Session, User, WeeklySummarySubscription
from game.models import DailySummary, Export, Play, PlayerStatistics, SummaryProgress

PLAYERS = 5001
SESSIONS = MAILS = SUMMARIES = 100_000
OLD = 1000
SOME = 50

DIGITS = " UNION ALL ".join(f"SELECT {digit} AS d" for digit in range(10))


def fill(plays: int) -> User:
    """Returns the player who has half of the plays."""
    User.objects.bulk_create(
        User(username=f"rows_{n}", username_key=f"rows_{n}", email=f"rows{n}@example.org") for n in range(PLAYERS)
    )
    busy, *others = User.objects.order_by("pk")
    _fill_plays(plays, busy.pk, others[0].pk)
    age = f"UTC_TIMESTAMP(6) - INTERVAL IF(n < {OLD}, 40, 2) DAY"
    _fill_accounts(f"{busy.pk} + n % {PLAYERS}", age)
    _fill_made_by_workers(busy.pk)
    return busy


def _fill_plays(plays: int, busy: int, first: int) -> None:
    """Includes their statistics. The players from `first` on have the same number of plays each."""
    half = plays // 2
    is_busy = f"n < {half}"
    _insert(
        Play,
        plays,
        player_id=f"IF({is_busy}, {busy}, {first} + (n - {half}) % {PLAYERS - 1})",
        seq=f"IF({is_busy}, n, (n - {half}) DIV {PLAYERS - 1}) + 1",
        number="IF(n % 2, 841, 842)",
        result="IF(n % 2, 'lose', 'win')",
        prize_hundredths="IF(n % 2, NULL, 42100)",
        played_at="UTC_TIMESTAMP(6) - INTERVAL 2 DAY",
    )
    _execute(
        f"INSERT INTO {PlayerStatistics._meta.db_table} (player_id, seq, wins, total_prize_hundredths,"
        " best_prize_hundredths, current_streak, best_streak)"
        f" SELECT player_id, MAX(seq), 0, 0, 0, 0, 0 FROM {Play._meta.db_table} GROUP BY player_id"
    )


def _fill_made_by_workers(first: int) -> None:
    """Summaries without the last plays of some players, subscriptions, and exports, of which some are unfinished."""
    player = f"{first} + n % {PLAYERS}"
    is_behind = f"player_id BETWEEN {first + 1} AND {first + SOME}"
    _execute(
        f"INSERT INTO {SummaryProgress._meta.db_table} (player_id, seq)"
        f" SELECT player_id, seq - IF({is_behind}, 2, 0) FROM {PlayerStatistics._meta.db_table}"
    )
    day = f"'2026-01-01' + INTERVAL n DIV {PLAYERS} DAY"
    _insert(DailySummary, SUMMARIES, player_id=player, day=day, plays="2", wins="1", points_hundredths="42100")
    _insert(WeeklySummarySubscription, PLAYERS, player_id=player, subscribed_at="UTC_TIMESTAMP(6)")
    times = dict.fromkeys(("created_at", "changed_at"), "UTC_TIMESTAMP(6) - INTERVAL 1 HOUR")
    state = f"IF(n < {SOME}, 'running', 'ready')"
    numbers = {"seq": "100", "chunks": "1", "written": "50"}
    _insert(Export, PLAYERS, id="REPLACE(UUID(), '-', '')", player_id=player, state=state, **numbers, **times)


def _fill_accounts(player: str, age: str) -> None:
    key = "REPLACE(UUID(), '-', '')"
    times = {"rotated_at": age, "created_at": age, "last_used_at": age}
    empty = dict.fromkeys(("current_token", "previous_token", "ip", "user_agent", "end_reason"), "''")
    _insert(Session, SESSIONS, id=key, player_id=player, **times, **empty)
    _insert(
        Mail,
        MAILS,
        id=key,
        cause="CONCAT('rows:', n)",
        kind="'verify'",
        player_id=player,
        to=f"CONCAT('rows', n % {PLAYERS}, '@example.org')",
        facts=f"JSON_OBJECT('address', CONCAT('rows', (n + 1) % {PLAYERS}, '@example.org'))",
        created_at=age,
        state=f"IF(n < {MAILS - OLD}, 'sent', 'waiting')",
        attempts="0",
        due_at=age,
        fault="''",
    )


def _insert(model: type, rows: int, **columns: str) -> None:
    """A row for each n from 0 to `rows`, with these expressions."""
    names = ", ".join(f"`{name}`" for name in columns)
    places = range(len(str(rows - 1)))
    number = " + ".join(f"n{place}.d * {10**place}" for place in places)
    numbers = f"SELECT {number} AS n FROM {', '.join(f'({DIGITS}) AS n{place}' for place in places)}"
    table = model._meta.db_table  # type: ignore[attr-defined]
    values = ", ".join(columns.values())
    _execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM ({numbers}) AS numbers WHERE n < {rows}")


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("%", "%%"), [])

"""A few thousand rows in every table, of which the nightly tasks need only a few."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session as OperatorSession
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from accounts.models import AuditEvent, Mail, SecondFactor, Session, User, WeeklySummarySubscription
from accounts.two_factor import totp
from core.models import WriteProbe
from game.models import DailySummary, Export, ExportChunk, Play, PlayerStatistics, SummaryProgress
from game.summaries.totals import WEEK, start_of
from operations.models import TaskFailure

PLAYERS = 600
PLAYING = 6
PLAYS = 1000  # of each of those
KEPT = 2000
OLD = 20
SECRETS = 50
SUBSCRIBERS = 60
COUNTED = PLAYS - 10  # plays that the summaries contain
DAYS = 400
CHUNKS = 10
DIGEST = "d" * 64
OLD_AGE = timedelta(days=31)

RECENTLY = timezone.now() - timedelta(days=2)
THEN = RECENTLY - OLD_AGE


def fill() -> list[User]:
    """Returns the players who have played."""
    create(
        User(
            username=f"rows_{n}",
            username_key=f"rows_{n}",
            email=f"rows{n}@example.org",
            email_verified=True,
            date_joined=RECENTLY,
        )
        for n in range(PLAYERS)
    )
    players = list(User.objects.order_by("pk"))
    create(PlayerStatistics(player=player, seq=PLAYS if player in players[:PLAYING] else 0) for player in players)
    for player in players[:PLAYING]:
        create(_play(player, seq) for seq in range(1, PLAYS + 1))
    create(_summaries(players))
    create(_exports(players))
    create(
        ExportChunk(export=export, position=n, content=b"") for export in Export.objects.all() for n in range(CHUNKS)
    )
    create(WeeklySummarySubscription(player=player) for player in players[:SUBSCRIBERS])
    create(_weekly_summaries(players[: SUBSCRIBERS // 2]))
    create(_sessions(players))
    create(_mails(players))
    create(_of_operators())
    create(_history(players))
    create(WriteProbe(process=f"host:{n}", probed_at=THEN if n < OLD else timezone.now()) for n in range(KEPT))
    create(TaskFailure(task="task", error="Error", failed_at=_time_of(n)) for n in range(KEPT))
    create(AuditEvent(event="sign_in", outcome="done", created_at=_time_of(n)) for n in range(KEPT))
    sealed = totp.encrypt(totp.new_secret())
    create(SecondFactor(player=player, sealed_secret=sealed) for player in players[:SECRETS])
    analyze()
    return players[:PLAYING]


def create(rows: Iterable[Model]) -> None:
    listed = list(rows)
    type(listed[0])._default_manager.bulk_create(listed)


def analyze() -> None:
    """Updates the statistics, because the plans would otherwise depend on when the server last counted the rows."""
    if connection.vendor == "mysql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE TABLE {', '.join(connection.introspection.table_names(cursor))}")
            cursor.fetchall()


def _time_of(number: int) -> Any:
    return THEN if number < OLD else RECENTLY


def _play(player: User, seq: int) -> Play:
    won = seq % 2 == 0
    return Play(
        player=player,
        seq=seq,
        number=842 if won else 841,
        result="win" if won else "lose",
        prize=421 if won else None,
        played_at=RECENTLY,
        key_digest=DIGEST if seq == PLAYS else None,
    )


def _summaries(players: list[User]) -> Iterable[DailySummary]:
    for player in players:
        is_playing = player in players[:PLAYING]
        progress = SummaryProgress.objects.create(player=player, seq=COUNTED if is_playing else 0)
        days = (date(2025, 1, 1) + timedelta(days=n) for n in range(DAYS if is_playing else 1))
        yield from (DailySummary(progress=progress, day=day, plays=2, wins=1, points=421) for day in days)


def _exports(players: list[User]) -> Iterable[Export]:
    """OLD of them have expired, and OLD were left behind by a worker that died. The others were created an hour ago."""
    now = timezone.now()
    for number, player in enumerate(players):
        changed_at = THEN if number < OLD else now - timedelta(hours=1)
        state = Export.RUNNING if OLD <= number < 2 * OLD else Export.READY
        yield Export(player=player, seq=PLAYS, state=state, chunks=CHUNKS, written=COUNTED, changed_at=changed_at)


def _sessions(players: list[User]) -> Iterable[Session]:
    """OLD of them ended long ago, and OLD have been unused for as long. Each player has only a few."""
    for number in range(KEPT):
        times = dict.fromkeys(("rotated_at", "created_at", "last_used_at"), _time_of(number // 2))
        ended_at = THEN if number < 2 * OLD and number % 2 else None
        yield Session(player=players[number % PLAYERS], ip="127.0.0.1", ended_at=ended_at, **times)


def _mails(players: list[User]) -> Iterable[Mail]:
    """OLD of them were sent long ago, and OLD are waiting."""
    for number in range(KEPT):
        state = Mail.WAITING if OLD <= number < 2 * OLD else Mail.SENT
        yield Mail(
            cause=f"rows:{number}",
            kind="verify",
            player=players[number % PLAYERS],
            to=players[number % PLAYERS].email,
            facts={"address": players[-number % PLAYERS].email},
            state=state,
            created_at=_time_of(number),
            due_at=_time_of(number),
        )


def _weekly_summaries(players: list[User]) -> Iterable[Mail]:
    first = start_of(timezone.now().date(), WEEK) - timedelta(days=7)
    for player in players:
        cause = f"weekly_summary:{player.pk}:{first}"
        made = {"created_at": RECENTLY, "due_at": RECENTLY, "state": Mail.SENT}
        yield Mail(cause=cause, kind="weekly_summary", player=player, to=player.email, **made)


def _history(players: list[User]) -> Iterable[LogEntry]:
    """Entries for changes that the first player made to all players."""
    change = {"user": players[0], "content_type": ContentType.objects.get_for_model(User), "action_flag": CHANGE}
    return (LogEntry(object_id=str(player.pk), object_repr=player.username, **change) for player in players)


def _of_operators() -> Iterable[OperatorSession]:
    for number in range(KEPT):
        expires = THEN if number < OLD else timezone.now() + OLD_AGE
        yield OperatorSession(session_key=f"rows{number}", session_data="", expire_date=expires)

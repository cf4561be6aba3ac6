"""GET summaries/: plays, wins and points by day and by week, with the plays that no worker has counted yet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from game.models import DailySummary, PlayerStatistics, SummaryProgress
from game.summaries import reading
from game.summaries.tasks import update_summaries
from tests.api import PASSWORD, Player, call, registered
from tests.game.dated_plays import add_dated_plays, expected_summaries, summaries

PATH = "/api/game/summaries/"
# Sunday, the next two days, and the next Monday.
PLAYS = [
    (842, "2026-01-04T23:59:59.999999"),
    (902, "2026-01-05T00:00:00"),
    (7, "2026-01-05T12:00:00"),
    (2, "2026-01-06T08:00:00"),
    (300, "2026-01-12T08:00:00"),
]
DAYS = [
    {"start": "2026-01-12", "plays": 1, "wins": 1, "points": 30},
    {"start": "2026-01-06", "plays": 1, "wins": 1, "points": 0.2},
    {"start": "2026-01-05", "plays": 2, "wins": 1, "points": 631.4},
    {"start": "2026-01-04", "plays": 1, "wins": 1, "points": 421},
]
WEEKS = [
    {"start": "2026-01-12", "plays": 1, "wins": 1, "points": 30},
    {"start": "2026-01-05", "plays": 3, "wins": 2, "points": 631.6},
    {"start": "2025-12-29", "plays": 1, "wins": 1, "points": 421},
]


@pytest.mark.parametrize("counted", [0, 1, 3, 5])
def test_days_and_weeks_are_the_same_whatever_a_worker_has_counted(player: Player, counted: int) -> None:
    add_dated_plays(player.id, PLAYS[:counted])
    assert update_summaries() == counted
    add_dated_plays(player.id, PLAYS[counted:])

    days = player.get(PATH).json
    assert days == {"period": "day", "seq": 5, "next": None, "summaries": DAYS}
    assert player.get(f"{PATH}?period=day").json == days
    assert player.get(f"{PATH}?period=week").json == {"period": "week", "seq": 5, "next": None, "summaries": WEEKS}
    assert list(SummaryProgress.objects.values_list("seq", flat=True)) == [counted] * bool(counted)


def test_a_player_without_plays_has_none(player: Player) -> None:
    nothing = {"period": "day", "seq": 0, "next": None, "summaries": []}
    assert player.get(PATH).json == nothing
    assert update_summaries() == 0
    assert player.get(PATH).json == nothing
    assert not SummaryProgress.objects.exists()


def test_a_play_is_in_the_summary_of_today_at_once(player: Player) -> None:
    update_summaries()
    player.play(842)
    update_summaries()
    player.play(7)
    answer = player.get(f"{PATH}?period=week").json
    assert (answer["seq"], [list(row.values())[1:] for row in answer["summaries"]]) == (2, [[2, 1, 421]])


@pytest.mark.parametrize("counted", [0, 4, 5])
def test_pages_continue_where_the_last_one_ended(player: Player, counted: int) -> None:
    add_dated_plays(player.id, PLAYS[:counted])
    update_summaries()
    add_dated_plays(player.id, PLAYS[counted:])

    for period, rows in (("day", DAYS), ("week", WEEKS)):
        for size in (1, 2, len(rows)):
            path, pages = f"{PATH}?period={period}&page_size={size}", []
            while path:
                page = player.get(path).json
                pages.append(page["summaries"])
                path = page["next"]
            assert [len(page) for page in pages[:-1]] == [size] * (len(pages) - 1)
            assert [row for page in pages for row in page] == rows


@pytest.mark.parametrize(
    ("before", "days", "weeks"),
    [
        ("2026-01-13", 4, 3),
        ("2026-01-12", 3, 2),
        ("2026-01-06", 2, 2),
        ("2026-01-05", 1, 1),
        ("2025-12-30", 0, 1),
        ("2025-12-29", 0, 0),
        ("0001-01-01", 0, 0),
        ("9999-12-31", 4, 3),
    ],
)
def test_before_leaves_out_what_starts_then_or_later(player: Player, before: str, days: int, weeks: int) -> None:
    add_dated_plays(player.id, PLAYS)
    update_summaries()
    assert player.get(f"{PATH}?before={before}").json["summaries"] == DAYS[4 - days :]
    assert player.get(f"{PATH}?period=week&before={before}").json["summaries"] == WEEKS[3 - weeks :]


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("period=month", ("invalid_choice", "period")),
        ("period=", ("invalid_choice", "period")),
        ("before=yesterday", ("invalid", "before")),
        ("before=2026-02-30", ("invalid", "before")),
        ("before=20260131", ("invalid", "before")),
        ("before=2026-W05-6", ("invalid", "before")),
        ("before=", ("invalid", "before")),
        ("before=%00", ("invalid", "before")),
        ("page_size=0", ("invalid", "page_size")),
        ("page_size=101", ("invalid", "page_size")),
    ],
)
def test_other_parameters_are_refused(player: Player, query: str, error: tuple[str, str]) -> None:
    answer = player.get(f"{PATH}?{query}")
    assert (answer.status, answer.codes) == (400, {error})


def test_more_new_plays_than_one_response_adds_are_left_out_and_seq_says_so(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_ADDED", 3)
    add_dated_plays(player.id, PLAYS)
    answer = player.get(PATH).json
    assert (answer["seq"], answer["summaries"]) == (3, DAYS[2:])
    update_summaries()
    answer = player.get(PATH).json
    assert (answer["seq"], answer["summaries"]) == (5, DAYS)


def test_years_of_days_are_read_in_pages(player: Player) -> None:
    progress = SummaryProgress.objects.create(player_id=player.id)
    start = date(2020, 1, 1)
    DailySummary.objects.bulk_create(
        DailySummary(progress=progress, day=start + timedelta(days=n), plays=1, wins=0, points=0) for n in range(2000)
    )
    assert [row["start"] for row in summaries(player, "day")] == [
        str(start + timedelta(days=n)) for n in reversed(range(2000))
    ]
    weeks = summaries(player, "week")
    assert (len(weeks), sum(row["plays"] for row in weeks)) == (286, 2000)
    assert {row["plays"] for row in weeks[1:-1]} == {7}


def test_nothing_of_another_player_is_in_it(player: Player) -> None:
    other = registered()
    for one in (player, other):
        add_dated_plays(one.id, PLAYS[:2])
    update_summaries()
    add_dated_plays(other.id, PLAYS[2:])
    monday = {"start": "2026-01-05", "plays": 1, "wins": 1, "points": 631.4}
    assert summaries(player, "day") == expected_summaries(player.id, "day") == [monday, DAYS[3]]


@pytest.mark.parametrize("counted", [False, True])
def test_the_summaries_of_a_deleted_player_are_deleted(transactional_db: None, counted: bool) -> None:
    player, other = registered(), registered()
    for one in (player, other):
        one.play(842)
    if counted:
        update_summaries()
    assert player.delete("/auth/api/user/", {"password": PASSWORD}).status == 204
    update_summaries()
    assert [(row.progress_id, row.plays) for row in DailySummary.objects.all()] == [(other.id, 1)]
    assert [row.pk for row in SummaryProgress.objects.all()] == [other.id]


def test_a_read_takes_three_queries(player: Player) -> None:
    player.play(2)
    with CaptureQueriesContext(connection) as queries:
        assert player.get(f"{PATH}?period=week").status == 200
    assert len([query for query in queries if "game_" in query["sql"]]) == 3


def test_a_play_has_no_statement_about_summaries(player: Player) -> None:
    with CaptureQueriesContext(connection) as queries:
        player.play(842)
    assert [query["sql"] for query in queries if "summary" in query["sql"]] == []
    assert PlayerStatistics.objects.get(pk=player.id).seq == 1
    assert call("GET", PATH).status == 401

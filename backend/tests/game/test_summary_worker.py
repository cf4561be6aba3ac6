"""The worker that counts plays by day is idempotent, includes late plays, and continues wherever it was stopped."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.db import OperationalError

from accounts.models import User
from game.models import DailySummary, SummaryProgress
from game.summaries import counting
from game.summaries.tasks import update_summaries
from tests.api import Player, registered
from tests.concurrency.deletions import while_it_is_deleted
from tests.concurrency.parallel import in_parallel
from tests.game.dated_plays import add_dated_plays, expected_summaries, summaries
from tests.game.plays import add_plays


def rows() -> list[Any]:
    return list(DailySummary.objects.order_by("progress_id", "day").values())


def stored(player: Player) -> list[dict[str, Any]]:
    """In the format of a response."""
    found = DailySummary.objects.filter(progress=player.id).order_by("-day")
    return [{"start": str(row.day), "plays": row.plays, "wins": row.wins, "points": float(row.points)} for row in found]


def test_a_second_run_changes_nothing(player: Player) -> None:
    add_dated_plays(player.id, [(842, "2026-01-05T10:00:00"), (7, "2026-01-06T10:00:00")])
    assert [update_summaries(), update_summaries()] == [2, 0]
    before = rows()
    assert update_summaries() == 0
    assert rows() == before
    assert stored(player) == expected_summaries(player.id, "day")


def test_plays_that_are_committed_late_are_added_to_their_day(player: Player) -> None:
    add_dated_plays(player.id, [(842, "2026-01-05T23:59:58"), (2, "2026-01-06T00:00:01")])
    update_summaries()
    # A transaction that began before midnight, and a process whose clock is a day behind.
    add_dated_plays(player.id, [(902, "2026-01-05T23:59:59"), (7, "2026-01-04T12:00:00")])
    assert update_summaries() == 2
    assert stored(player) == expected_summaries(player.id, "day")
    assert [(row["start"], row["plays"]) for row in stored(player)] == [
        ("2026-01-06", 1),
        ("2026-01-05", 2),
        ("2026-01-04", 1),
    ]


def test_many_plays_are_counted_in_several_transactions(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "PLAYS", 10)
    monkeypatch.setattr(counting, "PLAYERS", 2)
    players = [player, *(registered() for _ in range(4))]
    for one, count in zip(players, (0, 1, 10, 11, 35), strict=True):
        if count:
            add_plays(one.id, count)
    assert update_summaries() == 57
    for one in players:
        assert stored(one) == expected_summaries(one.id, "day")


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_run_that_fails_anywhere_is_continued_by_the_next(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    player = registered()
    monkeypatch.setattr(counting, "PLAYS", 10)
    add_plays(player.id, 35)
    add, left = counting._add, [step]

    def add_and_fail(*args: Any) -> None:
        add(*args)
        left[0] -= 1
        if not left[0]:
            raise OperationalError("the connection is lost before the commit")

    monkeypatch.setattr(counting, "_add", add_and_fail)
    with pytest.raises(OperationalError):
        update_summaries()
    counted = SummaryProgress.objects.get(pk=player.id).seq
    assert counted == 10 * (step - 1) == sum(row["plays"] for row in rows())

    assert update_summaries() == 35 - counted
    assert stored(player) == expected_summaries(player.id, "day")


def test_workers_at_the_same_time_count_every_play_once(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "PLAYS", 20)
    players = [registered() for _ in range(3)]
    for one in players:
        add_plays(one.id, 90)
    assert sum(in_parallel([update_summaries] * 4)) == 270
    for one in players:
        assert stored(one) == expected_summaries(one.id, "day")


def test_summaries_are_of_all_plays_while_plays_and_workers_go_on(transactional_db: None) -> None:
    players = [registered() for _ in range(2)]

    def play(one: Player) -> int:
        return sum(one.play(number).status == 200 for number in range(1, 16))

    assert in_parallel([*(partial(play, one) for one in players), update_summaries, update_summaries])[:2] == [15, 15]
    for one in players:
        assert summaries(one, "day") == expected_summaries(one.id, "day")
    update_summaries()
    for one in players:
        assert stored(one) == expected_summaries(one.id, "day")


def test_a_player_who_is_deleted_while_the_worker_looks_gets_no_rows(player: Player) -> None:
    player.play(842)
    behind = counting._players_behind()
    assert next(behind) == player.id
    User.objects.get(pk=player.id).delete()
    assert counting.count_plays_of(player.id) == 0
    assert (rows(), SummaryProgress.objects.count()) == ([], 0)


def test_a_player_who_is_deleted_while_the_worker_counts_gets_no_rows(transactional_db: None) -> None:
    player, other = registered(), registered()
    for one in (player, other):
        one.play(842)
    assert while_it_is_deleted(player, update_summaries) == 1
    assert [row["progress_id"] for row in rows()] == [other.id]
    assert SummaryProgress.objects.get().pk == other.id


@pytest.mark.parametrize("players_per_query", [1, 2, 3, 2000])
def test_rows_that_the_previous_version_left_behind_are_deleted(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, players_per_query: int
) -> None:
    monkeypatch.setattr(counting, "PLAYERS", players_per_query)
    players = [registered() for _ in range(5)]
    for one in players:
        one.play(842)
    update_summaries()
    gone = [players[number].id for number in (0, 1, 2, 4)]
    for key in gone:  # as a version without summaries does
        kept, kept_days = list(SummaryProgress.objects.filter(pk=key)), list(DailySummary.objects.filter(progress=key))
        User.objects.get(pk=key).delete()
        SummaryProgress.objects.bulk_create(kept)
        DailySummary.objects.bulk_create(kept_days)

    assert update_summaries() == 0
    assert [row["progress_id"] for row in rows()] == [players[3].id]
    assert SummaryProgress.objects.get().pk == players[3].id

"""No sweep reads a whole table for the few rows that it needs."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry

from accounts.mail import tasks as mail_tasks
from accounts.models import Mail, SecondFactor, Session, User
from accounts.sessions import revocation, sweep
from accounts.sessions.claims import Claims
from config.celery import app
from config.schedule import SCHEDULE
from game import selectors
from game.exports import tasks as export_tasks
from game.models import Play, PlayerStatistics
from operations.dashboard import numbers_of_today
from tests.plans.recorded import check, recorded
from tests.plans.rows import COUNTED, KEPT, OLD, PLAYING, PLAYS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("filled")]

SOCKETS = 10

# These need every row.
WHOLE = {
    "accounts.tasks.seal_secrets_anew": {SecondFactor._meta.db_table},
    "game.tasks.reconcile_statistics": {PlayerStatistics._meta.db_table},
}


@pytest.fixture(autouse=True)
def nothing_is_queued(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (mail_tasks, export_tasks):
        monkeypatch.setattr(module, "enqueue", lambda *_: True)


@pytest.mark.parametrize("task", sorted({entry["task"] for entry in SCHEDULE.values()}))
def test_a_scheduled_task_finds_its_rows_by_index(task: str) -> None:
    app.loader.import_default_modules()
    with recorded() as statements:
        app.tasks[task]()
    check(statements, whole=WHOLE.get(task, ()))


@pytest.mark.parametrize(
    ("task", "number"),
    [
        ("accounts.tasks.clear_ended_sessions", 2 * OLD),
        ("accounts.tasks.clear_old_mails", OLD),
        ("accounts.tasks.sweep_mails", OLD),
        ("config.tasks.clear_task_failures", OLD),
        ("config.tasks.clear_write_probes", OLD),
        ("accounts.tasks.seal_secrets_anew", 0),
        ("game.tasks.reconcile_statistics", PLAYING),
        ("game.tasks.clear_exports", OLD),
        ("game.tasks.sweep_exports", OLD),
        ("game.tasks.update_summaries", PLAYING * (PLAYS - COUNTED)),
    ],
)
def test_it_works_on_those_rows_only(task: str, number: int) -> None:
    app.loader.import_default_modules()
    kept = Session.objects.count(), Mail.objects.count()
    assert app.tasks[task]() == number
    if task.startswith("accounts.tasks.clear"):
        assert sum(kept) - Session.objects.count() - Mail.objects.count() == number


def sessions() -> list[Session]:
    return list(Session.objects.filter(ended_at=None).order_by("-created_at")[:SOCKETS])


def players() -> list[int]:
    return list(User.objects.order_by("pk").values_list("pk", flat=True)[:SOCKETS])


def test_the_positions_of_sockets_are_compared_by_key() -> None:
    them = players()
    with recorded() as statements:
        selectors.checksum_of_seqs(them, 7)
        assert len(selectors.newest_seqs(them)) == SOCKETS
    check(statements, counted=SOCKETS)


def test_the_sessions_of_sockets_are_checked_by_key() -> None:
    them = sessions()
    claims = [Claims(one.player_id, str(one.pk), "", 0) for one in them]
    with recorded() as statements:
        assert sweep._ended([str(one.pk) for one in them]) == set()
        assert len(revocation._active_rows(claims, None)) == SOCKETS
    check(statements, counted=SOCKETS)


def test_a_deletion_finds_emails_and_the_history_of_the_player_by_index() -> None:
    player = User.objects.order_by("-pk")[0]
    mails, mentioning = Mail.objects.filter(to=player.email), Mail.objects.filter(mentioned_address=player.email)
    assert [mails.count(), mentioning.count()] == [3, 4]
    with recorded() as statements:
        player.delete()
    check([one for one in statements if Mail._meta.db_table in one.statement])
    check([one for one in statements if LogEntry._meta.db_table in one.statement])
    assert [one.statement for one in statements if one.plan.whole] == []
    assert [mails.exists(), mentioning.exists()] == [False, False]


def test_missed_results_are_read_in_order() -> None:
    (player, *_) = players()
    with recorded() as statements:
        assert len(selectors.results_after(player, 400, 100)) == 100
    check(statements)


def test_the_numbers_of_the_dashboard_are_counted_by_index() -> None:
    with recorded() as statements:
        numbers_of_today()
    check(statements, counted=OLD, whole={Play._meta.db_table})  # the newest play is at the end of the primary key


def test_a_scan_is_noticed() -> None:
    """Without an index on the address, each of these checks fails."""
    with recorded() as statements:
        assert list(Session.objects.filter(ip="192.0.2.1")) == []
    (statement,) = statements
    assert statement.plan.whole == {Session._meta.db_table}
    assert not statement.is_by_index((), 0)
    assert statement.examined is None or statement.examined >= KEPT
    assert statement.is_by_index({Session._meta.db_table}, KEPT)


def sorted_by(field: str) -> Any:
    with recorded() as statements:
        list(Session.objects.filter(player_id=players()[0]).order_by(field))
    return statements[-1].plan.sorts


def test_a_sort_is_noticed() -> None:
    assert sorted_by("user_agent")

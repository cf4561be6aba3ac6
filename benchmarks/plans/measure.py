"""Fills the database of `DATABASE_URL`, and prints a table of reads and sweeps (`benchmarks.plans`)."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from statistics import median

import django

django.setup()

from django.core.management import call_command  # noqa: E402  after the set-up
from django.db import connection, transaction  # noqa: E402

from accounts.mail import subscriptions  # noqa: E402
from accounts.mail import tasks as mail_tasks  # noqa: E402
from accounts.models import User  # noqa: E402
from accounts.sessions import lifecycle, tokens  # noqa: E402
from accounts.sessions.tasks import clear_ended_sessions  # noqa: E402
from accounts.signals import forget_names_of_deleted  # noqa: E402
from benchmarks.plans.fill import fill  # noqa: E402
from core.redis import summary_cache  # noqa: E402
from game import selectors  # noqa: E402
from game.exports import tasks as export_tasks  # noqa: E402
from game.storage.summaries import summary_name  # noqa: E402
from game.summaries.tasks import update_summaries  # noqa: E402
from tests.api import Player  # noqa: E402
from tests.plans.recorded import Recorded, recorded  # noqa: E402
from tests.plans.rows import analyze  # noqa: E402

ROUNDS = 5
Work = Callable[[], object]


def main() -> int:
    """Returns 1 if a statement reads a whole table, or more than three times its rows."""
    call_command("migrate", verbosity=0)
    began = time.monotonic()
    busy = fill(int(sys.argv[1]))
    analyze()
    with connection.cursor() as cursor:
        cursor.execute("SELECT VERSION()")
        version = cursor.fetchone()[0]
    print(f"\n{version}: {int(sys.argv[1]):,} plays, filled in {time.monotonic() - began:.0f} s\n")
    print("| | rows | examined | whole tables | sorts plays | ms |\n| --- | ---: | ---: | --- | --- | ---: |")
    are_cheap = [_print_row(name, work) for name, work in (*_reads(busy), *_sweeps())]
    return int(not all(are_cheap))


def _reads(user: User) -> Iterator[tuple[str, Work]]:
    session = lifecycle.open_session(user, lifecycle.Device("127.0.0.1", ""))
    player = Player({"user": {"id": user.pk, "email": user.email}, "access": tokens.access_token(session)})
    results = "/api/game/results/?page_size=100"
    won = player.get(f"{results}&result=win").json["next"].partition("testserver")[2]
    middle = player.get(results).json["next"].partition("testserver")[2]
    paths = {
        "history": "/api/game/history/",
        "statistics": "/api/game/statistics/",
        "first page": results,
        "next page": middle,
        "next page of wins": won,
        "results since": "/api/game/results/?page_size=100&since=1000",
        "summaries by day": "/api/game/summaries/?page_size=100",
        "devices": "/auth/api/sessions/",
    }
    for name, path in paths.items():
        yield name, lambda path=path: _get(player, path)  # type: ignore[misc]
    player.play(842, key="again")
    yield "repeated key", lambda: player.play(842, key="again")
    yield "replay of 500", lambda: selectors.results_after(user.pk, 1000, 500)


def _sweeps() -> Iterator[tuple[str, Work]]:
    for module in (mail_tasks, export_tasks):
        module.enqueue = lambda *_: True  # type: ignore[attr-defined]  # nothing is sent or made
    ids = list(User.objects.values_list("pk", flat=True)[:100])
    yield "positions of 100 sockets", lambda: selectors.newest_seqs(ids)
    yield "waiting emails", mail_tasks.sweep_mails
    yield "old emails", _undone(mail_tasks.clear_old_mails)
    yield "unused sessions", _undone(clear_ended_sessions)
    yield "stalled exports", export_tasks.sweep_exports
    yield "new plays for summaries", _undone(update_summaries)
    yield "500 subscribers", lambda: subscriptions.players_after(0, 500)
    player = User.objects.get(pk=ids[-1])
    yield "emails of a deleted player", _undone(lambda: forget_names_of_deleted(player))


def _undone(work: Work) -> Work:
    def undone() -> None:
        with transaction.atomic():
            work()
            transaction.set_rollback(True)

    return undone


def _get(player: Player, path: str) -> None:
    summary_cache.forget(summary_name(player.id))
    assert player.get(path).status == 200


def _print_row(name: str, work: Work) -> bool:
    with recorded() as statements:
        work()
    times = [_milliseconds(work) for _ in range(ROUNDS)]
    whole = ", ".join(sorted(table for one in statements for table in one.plan.whole)) or "none"
    sorts = "yes" if any(one.plan.sorts and "game_play" in one.statement for one in statements) else "no"
    rows, examined = _sum(statements, "rows"), _sum(statements, "examined")
    print(f"| {name} | {rows} | {examined} | {whole} | {sorts} | {median(times):.1f} |", flush=True)
    bad = [one for one in statements if not one.is_by_index((), 0)]
    if bad:
        print("", *bad, sep="\n", file=sys.stderr)
    return sorts == "no" and bad == []


def _sum(statements: list[Recorded], name: str) -> int:
    return sum(getattr(one, name) for one in statements)


def _milliseconds(work: Work) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())

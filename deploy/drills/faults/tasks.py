"""Tasks that don't run or that fail, and problems that tasks find."""

from __future__ import annotations

from typing import Any

from following import Drill, Steps
from system import System, wait

QUEUE_TASKS = """
from accounts.mail.tasks import send_mail
for _ in range(300): send_mail.delay("00000000-0000-0000-0000-000000000000")
"""
SEND_AGAIN = """
from accounts.mail.delivery import revive
from accounts.mail.tasks import sweep_mails
from accounts.models import Mail
assert revive(Mail.objects.filter(state=Mail.FAILED))
sweep_mails()
"""
RUN_AGAIN = """
from operations.failed_tasks import run_again
from operations.models import TaskFailure
failures = TaskFailure.objects.filter(task="game.tasks.update_summaries", error="ProgrammingError")
assert failures and all(run_again(failure) for failure in failures)
"""
SWEEP = """
from accounts.mail.tasks import sweep_mails
for _ in range(6): sweep_mails.delay()
"""
SUMMARIZE = "from game.summaries.tasks import update_summaries; update_summaries.delay()"
RECONCILE = "from game.tasks import reconcile_statistics; reconcile_statistics.delay()"
SWEEPS = 'numberplay_tasks_total{task="accounts.tasks.sweep_mails",outcome="success"}'


def no_workers(system: System) -> Steps:
    for worker in system.workers:
        worker.kill()
    system.shell(QUEUE_TASKS)
    yield None
    for worker in system.workers:
        worker.start()
    yield lambda: system.holds('numberplay_queue_length{queue="mail"} == 0')


def no_beat(system: System) -> Steps:
    """Waits until each worker has counted a sweep, so that the next one is an increase."""
    system.shell(SWEEP)
    [beat] = system.stack.roles["beat"]
    assert wait(lambda: system.holds(f"sum(increase({SWEEPS}[100s])) > 0"), 100) is not None
    system.breaks_now()
    beat.kill()
    yield None
    before = system.prometheus.number(f"sum({SWEEPS})")
    beat.start()
    yield lambda: system.prometheus.number(f"sum({SWEEPS})") > before


def missing_table(system: System) -> Steps:
    """Removes a table, as when the workers of a release run before its migrations."""
    system.sql("RENAME TABLE game_dailysummary TO game_dailysummary_new")
    system.shell(SUMMARIZE)
    yield None
    system.sql("RENAME TABLE game_dailysummary_new TO game_dailysummary")
    before = system.sql("SELECT SUM(seq) FROM game_summaryprogress")
    system.shell(RUN_AGAIN)
    yield lambda: system.sql("SELECT SUM(seq) FROM game_summaryprogress") != before


def refused_emails(system: System) -> Steps:
    async def refuse(*_: object) -> str:
        return "550 no such user"

    mailbox: Any = system.stack.mailbox
    mailbox.handle_RCPT = refuse
    yield None
    del mailbox.handle_RCPT
    system.shell(SEND_AGAIN)
    yield lambda: not system.sql("SELECT 1 FROM accounts_mail WHERE state = 'failed'")


def wrong_statistics(system: System) -> Steps:
    player = system.load.register("wrong_statistics")
    account = f"(SELECT id FROM accounts_user WHERE username = '{player.name}')"
    system.sql(f"UPDATE game_playerstatistics SET wins = 7 WHERE player_id = {account}")
    system.shell(RECONCILE)
    yield None
    yield lambda: not system.sql("SELECT 1 FROM game_playerstatistics WHERE wins = 7 AND seq = 0")


DRILLS = (
    Drill(("WorkersGone", "QueueGrows"), "all workers killed, 300 tasks queued", "start them", no_workers),
    Drill(("BeatSilent",), "beat killed", "start it", no_beat, faster=12, seconds=300),
    Drill(("TasksFail",), "a table that a task needs is missing", "create it; *Run again*", missing_table),
    Drill(
        ("MailsFailed",),
        "the mail server permanently refuses all addresses",
        "make it accept them; *Send again*",
        refused_emails,
    ),
    Drill(
        ("StatisticsMended",),
        "a statistics row changed manually, followed by the nightly recount",
        "none: the task has corrected it",
        wrong_statistics,
    ),
)

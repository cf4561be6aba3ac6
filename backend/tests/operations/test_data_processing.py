"""docs/data-processing.md is correct about when data is deleted and how failed tasks are repeated."""

from __future__ import annotations

import re
from typing import Any

import pytest
from celery import current_app
from celery.exceptions import Retry
from django.conf import settings
from django.db import OperationalError
from django.utils.module_loading import import_string

from core.tasks.retries import RETRIED
from game.summaries import counting
from tests.contracts.documents import DOCS

PAGE = (DOCS / "data-processing.md").read_text()
PREFIXES = ("accounts.", "config.tasks", "game.", "operations.")
NAME = re.compile(r"`((?:accounts|config|game|operations)\.tasks\.\w+)`")


def section(title: str) -> str:
    return PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]


def ours() -> dict[str, Any]:
    current_app.loader.import_default_modules()
    return {name: task for name, task in current_app.tasks.items() if NAME.fullmatch(f"`{name}`")}


def scheduled() -> set[str]:
    return {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}


def is_retried(task: Any) -> bool:
    return hasattr(task, "_orig_run")  # set by Celery for `autoretry_for`


def test_every_task_of_the_table_of_what_is_kept_exists_and_is_scheduled() -> None:
    rows = [line for line in section("How long data is kept").splitlines() if line.startswith("| ")][2:]
    named = {name for row in rows for name in NAME.findall(row.split("|")[3])}
    assert len(rows) == 9
    assert named <= set(ours()) & scheduled()
    assert {name for name in ours() if ".clear_" in name} == named


def test_everything_scheduled_exists_and_everything_else_is_queued_by_a_sweep() -> None:
    assert scheduled() <= set(ours())
    assert set(ours()) - scheduled() == {"accounts.tasks.send_mail", "game.tasks.make_export"}
    assert {import_string(path).name for path in settings.SWEEPS} <= scheduled()


def test_every_task_is_retried_unless_the_page_says_what_repeats_it() -> None:
    repeated = set(NAME.findall(section("When a task fails")))
    assert {name for name, task in ours().items() if not is_retried(task)} == repeated
    for name in set(ours()) - repeated:
        task = ours()[name]
        assert (task.max_retries, task.retry_backoff_max, task.retry_jitter) == (10, 900, True), name
        assert set(task.autoretry_for) == set(RETRIED["autoretry_for"])


def test_a_task_that_cannot_reach_the_database_is_repeated_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise OperationalError("the database is down")

    monkeypatch.setattr(counting, "count_new_plays", fail)
    task = ours()["game.tasks.update_summaries"]
    later: list[int] = []

    def retry(**options: Any) -> Any:
        later.append(options["countdown"])
        return Retry()

    monkeypatch.setattr(task, "retry", retry)
    for number in range(11):
        task.push_request(retries=number, called_directly=False)
        with pytest.raises(Retry):
            task.run()
        task.pop_request()
    longest = [min(15 * 2**number, 900) for number in range(11)]
    assert all(0 <= wait <= most for wait, most in zip(later, longest, strict=True))
    assert max(later) > 15

"""Plays are counted exactly once, even if a process is killed while counting, or two count at the same time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from tests.processes.programs import BACKEND, environment
from tests.processes.stage import fresh_database

FILL = """
from datetime import UTC, datetime, timedelta
from accounts.models import User
from game import rules
from game.models import Play, PlayerStatistics
for name in ("ada", "bob", "eve"):
    player = User.objects.create_user(name, f"{name}@example.com")
    outcomes = [rules.judge(1 + seq * 37 % 9999) for seq in range(1, 2001)]
    Play.objects.bulk_create(
        Play(player=player, seq=seq, number=one.number, result=one.result, prize=one.prize,
             played_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=seq * 7919 % 2000))
        for seq, one in enumerate(outcomes, 1)
    )
    PlayerStatistics.objects.filter(pk=player.pk).update(seq=2000)
"""
COUNT = """
from game.summaries import counting
counting.PLAYS = 50
add = counting._add
def slowly(*args):
    add(*args)
    print("in the middle", flush=True)
counting._add = slowly
counting.count_new_plays()
print("done", flush=True)
"""
COMPARE = """
import json
from collections import Counter
from game.models import DailySummary, Play, SummaryProgress
plays, wins, points = Counter(), Counter(), Counter()
for player, prize, at in Play.objects.values_list("player_id", "prize", "played_at"):
    day = f"{player} {at.date()}"
    plays[day] += 1
    wins[day] += prize is not None
    points[day] += prize or 0
rows = {f"{row.progress_id} {row.day}": row for row in DailySummary.objects.all()}
wrong = [day for day in plays.keys() | rows.keys() if day not in rows
         or (rows[day].plays, rows[day].wins, rows[day].points) != (plays[day], wins[day], points[day])]
seqs = list(SummaryProgress.objects.values_list("seq", flat=True))
print(json.dumps({"days": len(rows), "wrong": wrong, "seqs": seqs}))
"""


@pytest.fixture
def env(tmp_path: Path) -> Iterator[dict[str, str]]:
    with fresh_database(tmp_path) as url:
        yield environment(DATABASE_URL=url)


def run(code: str, env: dict[str, str]) -> str:
    return subprocess.run(_command(code), cwd=BACKEND, env=env, check=True, capture_output=True, text=True).stdout


def begin(code: str, env: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(_command(code), cwd=BACKEND, env=env, stdout=subprocess.PIPE, text=True)


def _command(code: str) -> list[str]:
    return [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]


def skip_lines(stream: IO[str] | None, count: int) -> None:
    assert stream is not None
    for _ in range(count):
        assert stream.readline() == "in the middle\n"


def test_a_killed_worker_and_two_at_once_count_every_play_once(env: dict[str, str]) -> None:
    run(FILL, env)
    for transactions in (1, 30):
        worker = begin(COUNT, env)
        skip_lines(worker.stdout, transactions)
        worker.kill()
        worker.communicate()
    half: dict[str, Any] = json.loads(run(COMPARE, env))
    assert half["wrong"] != []

    workers = [begin(COUNT, env) for _ in range(2)]
    for worker in workers:
        assert (worker.communicate()[0].splitlines()[-1], worker.returncode) == ("done", 0)

    whole = json.loads(run(COMPARE, env))
    assert (whole["wrong"], whole["seqs"]) == ([], [2000] * 3)
    assert whole["days"] == 3 * 84

"""Several processes that play for the same players, each on a different node."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.processes.programs import BACKEND, environment, manage

PARALLEL = 4
REPEAT_SECONDS = 0.05
SCRIPT = Path(__file__).with_name("writer.py")

# Uses a single process, because starting a process takes longer than creating the players.
PREPARE = """
from accounts.models import User
from django.core.management import call_command
call_command("migrate", verbosity=0)
names = [f"writer_{{number}}" for number in range({players})]
print(*[User.objects.create_user(name, f"{{name}}@example.com").pk for name in names])
"""


@dataclass(frozen=True)
class Acknowledged:
    player: int
    key: str
    number: int
    seq: int
    errors: Sequence[Any]


def prepared(url: str, *, players: int) -> list[int]:
    """Migrates an empty database and returns the ids of new players."""
    code = PREPARE.format(players=players)
    done = manage("shell", "--verbosity", "0", "--command", code, env=environment(DATABASE_URL=url))
    assert done.returncode == 0, done.stderr
    return [int(pk) for pk in done.stdout.split()]


def play(urls: Sequence[str], players: Sequence[int], *, plays: int) -> list[Acknowledged]:
    """Makes about `plays` plays, four per player at the same time, spread over the databases of the URLs."""
    each = -(-plays // (len(players) * PARALLEL))
    work: list[list[Any]] = [[] for _ in urls]
    for at, player in enumerate(player for player in players for _ in range(PARALLEL)):
        keyed = [(f"{player}-{at}-{number}", random.randint(1, 9999)) for number in range(each)]
        work[at % len(urls)].append([player, keyed])
    with ThreadPoolExecutor(len(urls)) as threads:
        return [one for some in threads.map(_run, urls, work) for one in some]


def _run(url: str, threads: list[Any]) -> list[Acknowledged]:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(REPEAT_SECONDS)],
        cwd=BACKEND,
        env=environment(DATABASE_URL=url, DATABASE_CONNECTION_SECONDS="600", DJANGO_SETTINGS_MODULE="config.settings"),
        input=json.dumps({"threads": threads}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Acknowledged(*json.loads(line)) for line in done.stdout.splitlines()]

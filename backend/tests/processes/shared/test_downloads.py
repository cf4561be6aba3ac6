"""A download whose client doesn't read uses no thread that plays need and no memory, and soon frees its slot."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.processes.players import Account, Edge, subscribed, wait_until
from tests.processes.programs import Gunicorn, Serve, WebProgram, manage
from tests.processes.slow_reader import SlowReader
from tests.processes.stage import Stage

PAGE_BYTES = 4096
MEGABYTE = 1024 * 1024
PLAYS = 20_000
CSV, JSON = "/api/game/results/export/", "/auth/api/user/export/"
CUT_SECONDS = 60
ADD_PLAYS = f"from tests.game.plays import add_plays; [add_plays(player, {PLAYS}) for player in {{players}}]"


def with_many_plays(program: WebProgram, edge: Edge, count: int) -> list[Account]:
    accounts = [edge.register() for _ in range(count)]
    added = manage(
        "shell", "-c", ADD_PLAYS.format(players=[account.user["id"] for account in accounts]), env=program.env
    )
    assert added.returncode == 0, added.stderr
    return accounts


@pytest.fixture(params=["daphne", "gunicorn"])
def edge(request: pytest.FixtureRequest, stage: Stage) -> Edge:
    return stage.one if request.param == "daphne" else stage.other


def test_slow_readers_are_cut_and_nobody_waits_for_them(edge: Edge) -> None:
    program, reader = edge.program, edge.register()
    assert isinstance(program, Serve | Gunicorn)
    pids = program.worker_pids if isinstance(program, Gunicorn) else [program.pid]
    accounts = with_many_plays(program, edge, 4)
    edge.play(reader, 842)
    before = [resident(pid) for pid in pids]
    with ExitStack() as stack:
        slow = [
            stack.enter_context(SlowReader(program, account, path)) for account in accounts[:2] for path in (CSV, JSON)
        ]
        assert [one.status for one in slow] == [200] * 4
        for number in range(40):
            answer = edge.play(reader, 842)
            assert (answer.status_code, answer.json()["seq"]) == (200, number + 2)
        assert edge.call("GET", CSV, reader).text.count("\r\n") == 42
        grown = [resident(pid) - known for pid, known in zip(pids, before, strict=True)]
        assert max(grown) < 16 * MEGABYTE
        for one in slow:
            wait_until(one.is_cut, CUT_SECONDS)
    for account in accounts[:2]:
        assert len(edge.call("GET", CSV, account).text.splitlines()) == PLAYS + 1


def test_two_run_at_once_across_all_processes_until_one_ends(stage: Stage) -> None:
    (account,) = with_many_plays(stage.serve, stage.one, 1)
    programs: list[WebProgram] = [stage.serve, stage.gunicorn]
    for leaving, other in (programs, programs[::-1]):
        with SlowReader(leaving, account, CSV), SlowReader(other, account, JSON) as kept:
            for edge in stage.edges:
                refused = edge.call("GET", CSV, account)
                assert (refused.status_code, refused.headers["Retry-After"]) == (429, "5")
                assert refused.json()["errors"][0]["code"] == "throttled"
            assert kept.read(200_000) >= 200_000
        wait_until(lambda: stage.ask_redis("ZCARD", f"np:downloads:{account.user['id']}") == 0, 10)
        for edge in stage.edges:
            assert edge.call("GET", CSV, account).status_code == 200


def test_a_reader_that_pauses_for_a_moment_gets_it_all(edge: Edge) -> None:
    (account,) = with_many_plays(edge.program, edge, 1)
    whole = len(edge.call("GET", CSV, account).content)
    with SlowReader(edge.program, account, CSV) as reader:
        done = 0
        for _ in range(3):
            done += reader.read(whole // 4)
            time.sleep(2)
        assert reader.status == 200
        done += reader.read_to_the_end()
        assert done > whole  # includes the head and the framing of the chunks


def test_a_play_on_a_socket_is_pushed_while_others_download(stage: Stage) -> None:
    *busy, player = with_many_plays(stage.serve, stage.one, 3)
    with ExitStack() as stack, subscribed(stage.serve, player) as [subscriber]:
        for account in busy:
            stack.enter_context(SlowReader(stage.serve, account, CSV))
        for number in range(PLAYS + 1, PLAYS + 11):
            subscriber.send(number=842)
            subscriber.wait_for(number)


def resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_BYTES

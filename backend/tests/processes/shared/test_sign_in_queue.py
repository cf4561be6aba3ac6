"""Many players sign in within one second: all succeed, and plays aren't delayed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import Any

import httpx
import pytest

from accounts.passwords.queue import WAIT_SECONDS
from tests.processes.players import PASSWORD, Account, Edge
from tests.processes.programs import Gunicorn, WebProgram
from tests.processes.stage import Stage

GAVE_UP = "not within WAIT_SECONDS"
HANGS_SECONDS = 120
SIGN_INS = 30
SIGN_UPS = 8


def posted(
    program: WebProgram, path: str, bodies: list[dict[str, Any]], began: threading.Event | None = None
) -> list[int | str]:
    """Returns the statuses, or GAVE_UP for a 503 after the whole wait, which a slow machine may need.

    All requests are sent at once, each on its own connection, from several addresses.
    """
    all_there = threading.Barrier(len(bodies), action=began.set if began else None)

    def post(number: int) -> int | str:
        transport = httpx.HTTPTransport(local_address=f"127.0.0.{2 + number % 6}")
        with httpx.Client(base_url=program.url, transport=transport, timeout=HANGS_SECONDS) as client:
            client.get("/health/live/")
            all_there.wait(HANGS_SECONDS)
            sent_at = time.monotonic()
            status = client.post(path, json=bodies[number]).status_code
            return GAVE_UP if status == 503 and time.monotonic() - sent_at >= WAIT_SECONDS else status

    with ThreadPoolExecutor(len(bodies)) as threads:
        return list(threads.map(post, range(len(bodies))))


def credentials(account: Account) -> dict[str, Any]:
    return {"email": account.user["email"], "password": PASSWORD}


def assert_all_succeed(statuses: list[int | str], success: int) -> None:
    assert set(statuses) <= {success, GAVE_UP}
    assert success in statuses


@contextmanager
def in_background(work: Callable[[], Any]) -> Iterator[threading.Thread]:
    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield thread
    finally:
        thread.join()


@pytest.mark.parametrize("role", ["gunicorn", "serve"])
def test_thirty_sign_ins_at_once_all_succeed(stage: Stage, role: str) -> None:
    """`benchmarks/accounts/login_burst.py` measures how long that takes."""
    program = getattr(stage, role)
    with closing(Edge(program)) as edge:
        body = credentials(edge.register())
    assert_all_succeed(posted(program, "/auth/api/login/", [body] * SIGN_INS), 200)
    assert "Traceback" not in program.log


@pytest.mark.parametrize("role", ["gunicorn", "serve"])
def test_eight_sign_ups_at_once_all_succeed(stage: Stage, role: str) -> None:
    program = getattr(stage, role)
    names = [f"{role}_{number}_{time.monotonic_ns()}"[:30] for number in range(SIGN_UPS)]
    bodies = [{"username": name, "email": f"{name}@example.com", "password": PASSWORD} for name in names]
    assert_all_succeed(posted(program, "/auth/api/register/", bodies), 201)


def test_plays_and_reads_are_answered_while_more_sign_ins_wait_than_there_are_threads(stage: Stage) -> None:
    account = stage.other.register()
    statuses: list[int | str] = []
    bodies = [credentials(account)] * 100

    def sign_in() -> None:
        statuses.extend(posted(stage.gunicorn, "/auth/api/login/", bodies))

    with in_background(sign_in) as signing_in:
        seq, played_during = 0, 0
        while signing_in.is_alive() and seq < 1000:
            seq += 1
            assert stage.other.play(account, 842).json()["seq"] == seq
            played_during += signing_in.is_alive()
    assert played_during >= 20
    assert set(statuses) <= {200, GAVE_UP}
    assert 200 in statuses
    assert "Traceback" not in stage.gunicorn.log


def test_an_end_waits_for_those_whose_turn_has_not_come(stage: Stage) -> None:
    with Gunicorn(stage.gunicorn.env) as program:
        with closing(Edge(program)) as edge:
            bodies = [credentials(edge.register())] * SIGN_INS
        statuses: list[int | str] = []
        began = threading.Event()

        def sign_in() -> None:
            statuses.extend(posted(program, "/auth/api/login/", bodies, began))

        with in_background(sign_in):
            assert began.wait(HANGS_SECONDS)
            time.sleep(0.1)  # they are sent
            code = program.end()
        assert code == 0
    assert len(statuses) == SIGN_INS
    assert_all_succeed(statuses, 200)

"""Sign-ins wait in a queue for their hash. Those that would wait too long are refused, and retry later."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from django.test import Client

from accounts.models import Session
from accounts.passwords import queue
from core.middleware import arrival
from tests.accounts.test_login import hashed, login
from tests.api import Answer, Player, call
from tests.core.conftest import log_lines

__all__ = ["hashed", "log_lines"]

Lines = Callable[[], list[dict[str, Any]]]

pytestmark = pytest.mark.usefixtures("committed")


@contextmanager
def hashing_held_up() -> Iterator[None]:
    """Blocks the queue."""
    go_on = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(queue.compute, go_on.wait)
        try:
            yield
        finally:
            go_on.set()


def assert_refused(answer: Answer) -> None:
    assert (answer.status, answer.codes) == (503, {("service_unavailable", None)})
    assert answer.headers["Retry-After"] == "2"


def test_a_sign_in_that_waits_too_long_is_asked_to_retry_and_does_not_count_as_a_failure(
    player: Player, monkeypatch: pytest.MonkeyPatch, rates: Callable[..., None], log_lines: Lines
) -> None:
    rates(login_failures="1/5min")
    sessions = Session.objects.count()
    with monkeypatch.context() as short_waits, hashing_held_up():
        short_waits.setattr(queue, "WAIT_SECONDS", 0.2)
        answers = [login(player.user["email"]) for _ in range(2)]

    for answer in answers:
        assert_refused(answer)
    lines = log_lines()
    assert [line["failure"] for line in lines if line["event"] == "request.finished"] == ["Overloaded"] * 2
    assert len([line for line in lines if line["level"] != "info"]) <= 1  # the first of its kind
    assert "Traceback" not in repr(lines)
    assert Session.objects.count() == sessions
    assert login(player.user["email"]).status == 200


def test_the_wait_for_a_thread_counts(player: Player, hashed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "WAIT_SECONDS", 100)
    monkeypatch.setattr(arrival, "seconds_waited", lambda: 100.0)
    assert_refused(login(player.user["email"]))
    body = {"username": "late", "email": "late@example.com", "password": player.password}
    assert_refused(call("POST", "/auth/api/register/", body))
    assert hashed == []
    monkeypatch.setattr(arrival, "seconds_waited", lambda: 50.0)
    assert login(player.user["email"]).status == 200


def test_the_queue_has_an_end_and_the_last_place_is_a_place(
    player: Player, hashed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "MAX_WAITING", 5)
    with ExitStack() as waiting:
        for _ in range(4):
            waiting.enter_context(queue.hashing_queue)
        assert login(player.user["email"]).status == 200
        hashed.clear()
        waiting.enter_context(queue.hashing_queue)
        assert_refused(login(player.user["email"]))
        assert hashed == []


def test_an_operator_whose_sign_in_waits_too_long_gets_an_error_on_the_page(
    player: Player, monkeypatch: pytest.MonkeyPatch, rates: Callable[..., None]
) -> None:
    rates(login_failures="1/5min")
    body = {"username": player.user["email"], "password": player.password}
    monkeypatch.setattr(arrival, "seconds_waited", lambda: 1001.0)
    pages = [Client().post("/admin/login/", body) for _ in range(2)]
    assert [page.status_code for page in pages] == [200, 200]
    assert all("The server is busy. Try again in a few seconds." in page.content.decode() for page in pages)

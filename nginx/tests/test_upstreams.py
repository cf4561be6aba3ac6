"""Several instances of an upstream: which one gets a request, which one gets a retry, and which one is skipped."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import pytest

from asking import ask
from conftest import System
from edge import servers
from stub import Reply, Request, Stub

Stubs = Callable[..., Stub]
Start = Callable[..., System]


def broken_first(*stubs: Stub) -> None:
    """The first upstream reads the request and closes the connection. From then on, both respond."""
    answers: list[Reply | None] = [None]
    for each in stubs:
        each.behavior = lambda _: answers.pop() if answers else Reply()


def asked(system: System) -> Thread:
    """A request in the background."""
    thread = Thread(target=ask, args=(system.port, "/api/"))
    thread.start()
    return thread


def targets(*stubs: Stub) -> list[Request]:
    return [request for each in stubs for request in each.requests]


@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_a_request_that_may_have_been_executed_is_not_sent_again(stub: Stubs, start: Start, method: str) -> None:
    first, second = stub(), stub()
    system = start(HTTP_SERVERS=servers(first, second))
    broken_first(first, second)
    answer = ask(system.port, "/api/game/play/", method, body=b'{"number": 842}')
    assert (answer.status, answer.code, len(targets(first, second))) == (502, "service_unavailable", 1)


def test_a_post_whose_answer_is_late_is_not_sent_again(stub: Stubs, start: Start) -> None:
    first, second = stub(), stub()
    system = start(HTTP_SERVERS=servers(first, second), ANSWER_TIMEOUT="300ms")
    with first.held(), second.held():
        assert ask(system.port, "/api/game/play/", "POST", body=b"{}").status == 504
    assert len(targets(first, second)) == 1


def test_a_get_is_sent_again_to_another(stub: Stubs, start: Start) -> None:
    first, second = stub(), stub()
    system = start(HTTP_SERVERS=servers(first, second))
    broken_first(first, second)
    assert ask(system.port, "/api/game/history/").status == 200
    assert (len(first.requests), len(second.requests)) == (1, 1)
    assert len({request.values("X-Request-ID")[0] for request in targets(first, second)}) == 1


def test_a_get_is_sent_twice_at_most(stub: Stubs, start: Start) -> None:
    all_of_them = [stub() for _ in range(3)]
    for each in all_of_them:
        each.behavior = lambda _: None
    system = start(HTTP_SERVERS=servers(*all_of_them))
    assert ask(system.port, "/api/game/history/").status == 502
    assert len(targets(*all_of_them)) == 2


def test_a_post_that_could_not_be_sent_goes_to_another(stub: Stubs, start: Start) -> None:
    gone, alive = stub(), stub()
    system = start(HTTP_SERVERS=servers(gone, alive))
    gone.__exit__()
    assert [ask(system.port, "/api/game/play/", "POST", body=b"{}").status for _ in range(6)] == [200] * 6
    assert len(alive.requests) == 6


def test_a_failed_upstream_is_skipped_for_a_while(stub: Stubs, start: Start) -> None:
    gone, alive = stub(), stub()
    system = start(HTTP_SERVERS=servers(gone, alive, health="max_fails=2 fail_timeout=20s"))
    gone.__exit__()
    assert {ask(system.port, "/api/").status for _ in range(12)} == {200}
    assert sum(gone.address in line["upstream"] for line in system.edge.lines(12)) == 2


def test_the_one_with_the_fewest_connections_is_next(stub: Stubs, start: Start) -> None:
    busy, idle = stub(), stub()
    system = start(HTTP_SERVERS=servers(busy, idle))
    with busy.held() as arrived:
        waiting = asked(system)
        while not arrived.acquire(timeout=0.01):
            if not waiting.is_alive():  # the other upstream has answered
                waiting = asked(system)
        before = len(idle.requests)
        assert {ask(system.port, "/api/").status for _ in range(6)} == {200}
        assert (len(busy.requests), len(idle.requests)) == (1, before + 6)
    waiting.join()


def test_connections_to_an_upstream_are_kept_open(start: Start) -> None:
    system = start()
    for _ in range(5):
        ask(system.port, "/api/")
        ask(system.port, "/play")
    assert {request.connection for request in system.http.requests} == {0}
    assert {request.connection for request in system.frontend.requests} == {0}
    assert system.http.requests[0].values("Connection") == []

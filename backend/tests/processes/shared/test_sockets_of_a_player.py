"""A player can open ten sockets across all processes. Sockets of a dead process soon no longer count."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress

import pytest
from websockets.exceptions import ConnectionClosed

from tests import uncontended
from tests.processes.players import Account, Edge, Subscriber, wait_until
from tests.processes.programs import UNLIMITED, Serve, environment
from tests.processes.stage import Stage

LIMIT = 10
TURNED_AWAY = 1013


@pytest.fixture
def pair(stage: Stage, database_url: str) -> Iterator[tuple[Serve, Serve]]:
    env = environment(DATABASE_URL=database_url, REDIS_URL=stage.redis.url, **UNLIMITED)
    with Serve(env) as one, Serve(env) as other:
        yield one, other


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def opened(stack: ExitStack, serve: Serve, account: Account) -> Subscriber:
    return stack.enter_context(closing(Subscriber(serve, account)))


def stays(stack: ExitStack, serve: Serve, account: Account) -> bool:
    """Whether another socket is admitted."""
    subscriber = opened(stack, serve, account)
    with suppress(ConnectionClosed):
        subscriber.send(type="ping")
    wait_until(lambda: bool(subscriber.frames) or subscriber.close_code is not None)
    assert subscriber.frames or subscriber.close_code == TURNED_AWAY
    return bool(subscriber.frames)


def test_ten_over_two_processes_and_one_that_goes_makes_room(pair: tuple[Serve, Serve], stack: ExitStack) -> None:
    with closing(Edge(pair[0])) as edge:
        account, stranger = edge.register(), edge.register()
    sockets = [opened(stack, pair[number % 2], account) for number in range(LIMIT)]

    assert [stays(stack, serve, account) for serve in pair] == [False, False]
    assert [stays(stack, serve, stranger) for serve in pair] == [True, True]
    sockets[0].close()
    wait_until(lambda: stays(stack, pair[1], account))
    assert not stays(stack, pair[0], account)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_the_sockets_of_a_dead_process_stop_counting(
    pair: tuple[Serve, Serve], stack: ExitStack, number: signal.Signals
) -> None:
    with closing(Edge(pair[1])) as edge:
        account = edge.register()
    for _ in range(LIMIT):
        opened(stack, pair[0], account)
    assert not stays(stack, pair[1], account)

    pair[0].send(number)
    asked = time.monotonic()
    wait_until(lambda: stays(stack, pair[1], account), 10)
    assert number is signal.SIGKILL or uncontended.since(asked) < 5
    assert [stays(stack, pair[1], account) for _ in range(LIMIT - 1)] == [True] * (LIMIT - 1)
    assert not stays(stack, pair[1], account)


def test_without_redis_each_process_applies_the_limit_to_its_own(
    pair: tuple[Serve, Serve], stage: Stage, stack: ExitStack
) -> None:
    with closing(Edge(pair[0])) as edge:
        account = edge.register()
    stage.redis.kill()
    for serve in pair:
        assert [stays(stack, serve, account) for _ in range(LIMIT + 1)] == [True] * LIMIT + [False]


def admits(serve: Serve, account: Account, count: int) -> bool:
    """Whether exactly this many more sockets are admitted at the same time."""
    with ExitStack() as further:
        return [stays(further, serve, account) for _ in range(count + 1)] == [True] * count + [False]


def test_a_redis_that_was_flushed_learns_the_counts_again(
    pair: tuple[Serve, Serve], stage: Stage, stack: ExitStack
) -> None:
    with closing(Edge(pair[0])) as edge:
        account = edge.register()
    for _ in range(LIMIT):
        opened(stack, pair[0], account)
    stage.ask_redis("FLUSHALL")
    wait_until(lambda: bool(stage.ask_redis("KEYS", "np:sockets:*")))
    assert not stays(stack, pair[1], account)


def test_old_data_in_redis_locks_nobody_out(pair: tuple[Serve, Serve], stage: Stage, stack: ExitStack) -> None:
    """The data was saved when the player had ten sockets, and the process that had them is still running."""
    with closing(Edge(pair[0])) as edge:
        account, other = edge.register(), edge.register()
    opened(stack, pair[0], other)
    sockets = [opened(stack, pair[0], account) for _ in range(LIMIT)]
    assert not stays(stack, pair[1], account)
    stage.ask_redis("SAVE")
    for socket in sockets:
        socket.close()
    wait_until(lambda: stays(stack, pair[1], account))
    stage.redis.kill()
    stage.redis.start()
    assert stage.ask_redis("KEYS", "np:sockets:*") != []
    wait_until(lambda: admits(pair[1], account, LIMIT - 1), 15)


def test_closes_that_a_hanging_redis_missed_are_made_up_for(
    pair: tuple[Serve, Serve], stage: Stage, stack: ExitStack
) -> None:
    with closing(Edge(pair[0])) as edge:
        account, other = edge.register(), edge.register()
    opened(stack, pair[0], other)
    sockets = [opened(stack, pair[0], account) for _ in range(LIMIT)]
    assert not stays(stack, pair[1], account)
    stage.redis.pause()
    for socket in sockets:
        socket.close()
    time.sleep(2)  # the counts in Redis have expired, but the key of the process hasn't
    stage.redis.resume()
    wait_until(lambda: admits(pair[1], account, LIMIT), 15)

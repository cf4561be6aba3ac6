"""Event streams of several processes that share a database and a Redis."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from tests.processes.event_listener import EventListener
from tests.processes.players import Account, Subscriber, wait_until
from tests.processes.programs import UNLIMITED, Serve, WebProgram, environment
from tests.processes.stage import Stage

LIMIT = 10


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


@pytest.fixture
def second(stage: Stage, database_url: str) -> Iterator[Serve]:
    with Serve(environment(DATABASE_URL=database_url, REDIS_URL=stage.redis.url, **UNLIMITED)) as serve:
        yield serve


def opened(
    stack: ExitStack, program: WebProgram, account: Account, *, last_event_id: int | None = None
) -> EventListener:
    return stack.enter_context(closing(EventListener(program.port, account, last_event_id=last_event_id)))


def test_plays_of_other_processes_are_streamed_and_a_stream_continues_on_another_process(
    stage: Stage, second: Serve, stack: ExitStack
) -> None:
    account = stage.other.register()
    stream = opened(stack, stage.serve, account)
    for number in (842, 841):
        stage.other.play(account, number)  # gunicorn
    stream.wait_for(2)
    stream.close()
    stage.other.play(account, 902)
    again = opened(stack, second, account, last_event_id=2)
    stage.one.play(account, 2)
    again.wait_for(4)
    assert (stream.seqs, again.seqs) == ([1, 2], [3, 4])


def test_a_result_arrives_while_redis_is_unavailable(stage: Stage, stack: ExitStack) -> None:
    account = stage.other.register()
    stream = opened(stack, stage.serve, account)
    stage.redis.kill()
    stage.other.play(account, 842)
    stream.wait_for(1)
    assert stream.seqs == [1]


def test_ten_streams_and_sockets_over_two_processes(stage: Stage, second: Serve, stack: ExitStack) -> None:
    account = stage.one.register()
    streams = [opened(stack, (stage.serve, second)[number % 2], account) for number in range(LIMIT - 1)]
    stack.enter_context(closing(Subscriber(second, account)))
    assert [opened(stack, serve, account).status for serve in (stage.serve, second)] == [429, 429]
    streams[0].close()
    wait_until(lambda: opened(stack, second, account).status == 200)
    assert opened(stack, stage.serve, account).status == 429


def test_a_server_without_an_event_loop_sends_what_was_missed_and_ends(stage: Stage, stack: ExitStack) -> None:
    account = stage.one.register()
    for number in (842, 841, 902):
        stage.one.play(account, number)
    stream = opened(stack, stage.gunicorn, account, last_event_id=1)
    assert stream.ended()
    assert stream.seqs == [2, 3]

"""Event streams of `manage.py serve`."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from tests.processes.event_listener import Block, EventListener
from tests.processes.players import Account, Edge, wait_until
from tests.processes.programs import Serve

LIMIT = 10
SLOT_SECONDS = 2.0
ENDED_SECONDS = 8


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def opened(stack: ExitStack, serve: Serve, account: Account, *, last_event_id: int | None = None) -> EventListener:
    return stack.enter_context(closing(EventListener(serve.port, account, last_event_id=last_event_id)))


def test_results_arrive_as_they_are_played_and_a_reconnection_gets_the_missed_ones(
    serve: Serve, edge: Edge, stack: ExitStack
) -> None:
    account = edge.register()
    stream = opened(stack, serve, account)
    for seq, number in enumerate((842, 841), 1):
        answer = edge.play(account, number)
        stream.wait_for(seq)
        assert stream.events[-1] == Block(str(seq), "game_result", answer.text)
    assert not stream.is_complete
    stream.close()

    for number in (902, 2, 3):
        edge.play(account, number)
    again = opened(stack, serve, account, last_event_id=2)
    again.wait_for(5)
    edge.play(account, 4)
    again.wait_for(6)
    assert again.seqs == [3, 4, 5, 6]
    assert stream.seqs == [1, 2]


def test_the_slots_of_clients_that_leave_are_free_again(serve: Serve, edge: Edge, stack: ExitStack) -> None:
    account = edge.register()
    streams = [opened(stack, serve, account) for _ in range(LIMIT)]
    assert [stream.status for stream in streams] == [200] * LIMIT
    refused = opened(stack, serve, account)
    assert refused.status == 429
    assert b'"throttled"' in refused.body
    for stream in streams:
        stream.close()
    wait_until(lambda: edge.sockets() == 0, SLOT_SECONDS)
    assert [opened(stack, serve, account).status for _ in range(LIMIT + 1)] == [200] * LIMIT + [429]


def test_on_sigterm_streams_end_completely(serve: Serve, edge: Edge, stack: ExitStack) -> None:
    streams = [opened(stack, serve, edge.register()) for _ in range(3)]
    serve.send(signal.SIGTERM)
    assert [stream.ended(ENDED_SECONDS) for stream in streams] == [True] * 3
    assert serve.ended() == 0
    assert "Traceback" not in serve.log
    assert "took too long to shut down" not in serve.log

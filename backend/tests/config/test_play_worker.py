"""When gunicorn's worker starts a group of plain plays."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from config.processes.play_worker import PlayWorker

Event = Callable[[Any], None]


class Worker(PlayWorker):
    """Works without gunicorn. `looks` has the events that each poll finds, and `done` the actions, in order."""

    def __init__(self, *looks: list[Event]) -> None:
        self.looks, self.done = list(looks), list[Any]()
        self.poller = SimpleNamespace(select=self._look)
        self.tpool = SimpleNamespace(submit=lambda _, group: self.done.append(group))
        self._plays, self._groups, self._has_responded = [], {}, False

    def _look(self, timeout: float) -> list[Any]:
        self.done.append(f"looked for {timeout:g} s")
        return [(SimpleNamespace(data=event, fileobj=None), None) for event in self.looks.pop(0)]

    def _respond(self, conn: Any, play: Any) -> None:
        self.done.append(f"responded to {conn}")

    def arrives(self, play: str) -> Event:
        return lambda _: self._plays.append(play)

    def ends(self, group: list[Any]) -> Event:
        self._groups[id(group)] = time.monotonic()
        return lambda _: self._finish(group)


@pytest.fixture
def worker() -> Worker:
    return Worker()


def test_a_play_that_arrives_alone_is_executed_at_once(worker: Worker) -> None:
    worker.looks = [[worker.arrives("alone")]]
    worker.wait_for_and_dispatch_events(1)
    assert worker.done == ["looked for 1 s", ["alone"]]


def test_a_request_that_follows_a_response_at_once_is_part_of_the_next_group(worker: Worker) -> None:
    group = [SimpleNamespace(conn="one"), SimpleNamespace(conn="other")]
    worker._plays = ["waiting"]
    worker.looks = [[worker.ends(group)], [worker.arrives("next")]]
    worker.wait_for_and_dispatch_events(1)
    responses = ["responded to one", "responded to other"]
    assert worker.done == ["looked for 0.02 s", *responses, "looked for 0 s", ["waiting", "next"]]


def test_plays_that_arrive_during_a_group_wait_for_it(worker: Worker) -> None:
    worker.ends([SimpleNamespace(conn="one")])
    worker.looks = [[worker.arrives("first"), worker.arrives("second")]]
    worker.wait_for_and_dispatch_events(1)
    assert worker.done == ["looked for 1 s"]
    assert worker._plays == ["first", "second"]

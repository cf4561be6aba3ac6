"""Embedded mode runs tasks in one thread, in order, in the context of the request that queued them."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest

from core.middleware import request_log
from core.tasks.background import Background


@pytest.fixture
def background(monkeypatch: pytest.MonkeyPatch) -> Background:
    monkeypatch.setattr("core.tasks.background.IDLE_SECONDS", 0.05)
    monkeypatch.setattr("core.tasks.background.close_old_connections", lambda: None)
    return Background()


def test_pieces_are_done_in_the_order_in_which_they_are_due(
    background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    end, now = threading.Event(), 1000.0

    monkeypatch.setattr("core.tasks.background.time", SimpleNamespace(monotonic=lambda: now))
    background.put(end.set, seconds=0.3)
    background.put(lambda: done.append("later"), seconds=0.1)
    background.put(lambda: done.append("first"))
    background.put(lambda: done.append("second"))
    now += 1

    assert end.wait(10)
    assert done == ["first", "second", "later"]


def test_a_piece_that_fails_stops_no_other_and_each_has_the_id_of_its_request(background: Background) -> None:
    ids: list[str] = []
    end = threading.Event()

    def fail() -> None:
        ids.append(request_log.request_id())
        raise ValueError

    request_log.begin("one")
    background.put(fail)
    request_log.begin("other")
    background.put(lambda: ids.append(request_log.request_id()))
    background.put(end.set)

    assert end.wait(10)
    assert ids == ["one", "other"]


def test_the_thread_ends_when_it_is_idle_and_is_started_again(background: Background) -> None:
    for _ in range(2):
        end = threading.Event()
        background.put(end.set)
        assert end.wait(10)
        thread = background._thread
        if thread is not None:
            thread.join(10)
        assert background._thread is None

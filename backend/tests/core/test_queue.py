"""Queued tasks carry the id of their request, and an unavailable broker is counted but causes no error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from celery import current_app, shared_task
from celery.contrib.testing.worker import start_worker
from kombu.exceptions import OperationalError
from redis.exceptions import ConnectionError as RedisConnectionError

from core.metrics.definitions import QUEUE_FAULTS
from core.middleware import request_log
from core.tasks.queue import enqueue
from tests.processes.players import wait_until

received: list[str] = []


@shared_task(name="tests.core.say_request_id")
def say_request_id() -> None:
    received.append(request_log.request_id())


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A queue that no worker reads."""
    monkeypatch.setitem(current_app.conf, "task_always_eager", False)
    with current_app.connection_for_read() as connection:
        queue = connection.SimpleQueue("data")
        queue.clear()
        yield queue
        queue.clear()
        queue.close()


def test_the_message_carries_the_id_of_the_request_that_queued_it(queued: Any) -> None:
    request_log.begin("the-request")

    assert enqueue(say_request_id) is True

    message = queued.get(timeout=5)
    message.ack()
    assert message.headers["task"] == "tests.core.say_request_id"
    assert message.headers["request_id"] == "the-request"


def test_the_worker_takes_the_id_over(queued: Any) -> None:
    received.clear()
    request_log.begin("the-request")

    with start_worker(current_app, pool="solo", perform_ping_check=False, shutdown_timeout=30, queues=["data"]):
        enqueue(say_request_id)
        wait_until(lambda: bool(received), 30)

    assert received == ["the-request"]


@pytest.mark.usefixtures("queued")
@pytest.mark.parametrize("fault", [OperationalError, RedisConnectionError, ConnectionRefusedError, TimeoutError])
def test_an_unavailable_broker_is_only_counted(monkeypatch: pytest.MonkeyPatch, fault: type[Exception]) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise fault

    monkeypatch.setattr(say_request_id, "apply_async", away)
    counted = QUEUE_FAULTS.labels(say_request_id.name)
    before = counted._value.get()

    assert enqueue(say_request_id) is False
    assert counted._value.get() == before + 1


@pytest.mark.usefixtures("queued")
def test_an_internal_error_is_not_reported_as_a_broker_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise TypeError

    monkeypatch.setattr(say_request_id, "apply_async", broken)
    with pytest.raises(TypeError):
        enqueue(say_request_id)

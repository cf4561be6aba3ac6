"""The liveness probe needs no thread where sockets and HTTP share an event loop."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator

from config.asgi import application
from core.api.health import LiveView
from tests.api import call

PATH = "/health/live/"


@pytest.fixture
def threads_of_answers(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    seen: list[threading.Thread] = []
    answered = LiveView.get

    def get(self: LiveView, *args: Any) -> Any:
        seen.append(threading.current_thread())
        return answered(self, *args)

    monkeypatch.setattr(LiveView, "get", get)
    return seen


async def test_it_is_answered_on_the_event_loop(threads_of_answers: list[threading.Thread]) -> None:
    start, body = await asgi("GET")

    assert threads_of_answers == [threading.current_thread()]
    assert (start["status"], body["body"]) == (200, b'{"status":"alive"}')


async def test_it_is_the_same_response_as_anywhere_else() -> None:
    start, body = await asgi("GET")

    expected = call("GET", PATH, X_REQUEST_ID="from-the-edge")
    headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    assert headers == {name.lower(): value for name, value in expected.headers.items()}
    assert body["body"] == expected.raw


@pytest.mark.parametrize(("method", "status"), [("POST", 405), ("HEAD", 200)])
async def test_other_methods_are_answered_as_for_every_path(
    method: str, status: int, threads_of_answers: list[threading.Thread]
) -> None:
    start, _ = await asgi(method)

    assert (start["status"], threading.current_thread() in threads_of_answers) == (status, False)


async def asgi(method: str) -> list[dict[str, Any]]:
    headers = [(b"host", b"localhost"), (b"x-request-id", b"from-the-edge")]
    scope = {"type": "http", "method": method, "path": PATH, "query_string": b"", "headers": headers}
    communicator: Any = ApplicationCommunicator(application, scope)  # type: ignore[no-untyped-call]
    await communicator.send_input({"type": "http.request", "body": b""})
    messages = [await communicator.receive_output(5), await communicator.receive_output(5)]
    await communicator.wait()
    return messages

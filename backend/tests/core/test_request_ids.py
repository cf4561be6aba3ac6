"""One id from the edge to the last log line, and no query string in any log line."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from celery import current_app

from core.middleware import request_log
from core.tasks.background import background
from tests.api import Player, call, registered
from tests.sockets import Refused, Sockets

Lines = Callable[[], list[dict[str, Any]]]

by_thread = sync_to_async(thread_sensitive=False)


@pytest.mark.parametrize("offered", ["a", "0f3e-a1.b:c_D", "x" * 128])
def test_the_edges_id_is_taken(offered: str) -> None:
    assert call("GET", "/health/live/", X_REQUEST_ID=offered).headers["X-Request-ID"] == offered


@pytest.mark.parametrize(
    "offered", [None, "", " ", "a b", "x" * 129, "é", "a\tb", '"id"', "<script>", "id;drop", "a,b"]
)
def test_an_invalid_id_is_replaced_by_a_new_one(offered: str | None) -> None:
    headers: dict[str, Any] = {} if offered is None else {"X_REQUEST_ID": offered}
    first, second = (call("GET", "/health/live/", **headers).headers["X-Request-ID"] for _ in range(2))

    assert re.fullmatch("[0-9a-f]{32}", first)
    assert first != second


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nowhere", "/api/game/play/", "/admin/login/", "/metrics", "/health/", "/api/docs/"])
def test_every_answer_carries_an_id(path: str) -> None:
    assert call("GET", path, X_REQUEST_ID="from-the-edge").headers["X-Request-ID"] == "from-the-edge"


@pytest.mark.django_db
def test_every_log_line_of_a_request_carries_its_id(
    monkeypatch: pytest.MonkeyPatch, player: Player, log_lines: Lines
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError

    monkeypatch.setattr("game.api.views.services.play", broken)
    call("POST", "/api/game/play/", {"number": 2}, token=player.access, X_REQUEST_ID="the-broken-one")
    call("GET", "/health/live/", X_REQUEST_ID="the-next-one")

    lines = log_lines()
    by_id = [(line["logger"], line["request_id"]) for line in lines]
    assert by_id == [
        ("django.request", "the-broken-one"),
        ("core.middleware.request_log", "the-broken-one"),
        ("core.middleware.request_log", "the-next-one"),
    ]
    assert "RuntimeError" in lines[0]["exception"]
    finished = {name: lines[1][name] for name in ("event", "method", "path", "status", "level")}
    assert finished == {
        "event": "request.finished",
        "method": "POST",
        "path": "/api/game/play/",
        "status": 500,
        "level": "info",
    }
    assert lines[1]["milliseconds"] >= 0
    assert lines[1]["timestamp"].endswith("Z")


@pytest.mark.django_db(transaction=True)
def test_the_tasks_that_a_request_queues_carry_its_id(log_lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(current_app.conf, "task_always_eager", True)
    monkeypatch.setattr(background, "put", lambda work, seconds=0: work())
    body = {"username": "ann", "email": "ann@example.com", "password": "correct horse battery staple"}
    assert call("POST", "/auth/api/register/", body, X_REQUEST_ID="registering").status == 201

    lines = [line for line in log_lines() if line["logger"].startswith(("celery", "core"))]
    assert {line["request_id"] for line in lines} == {"registering"}
    assert any("send_mail" in line["event"] for line in lines)


async def test_no_log_line_holds_a_query_string(sockets: Sockets, log_lines: Lines) -> None:
    player = await by_thread(registered)()
    for path in ("/api/game/results/", "/nowhere/", "/admin/", "/api/game/results/"):
        await by_thread(player.get)(f"{path}?token=top-secret&cursor=top-secret", HOST="testserver")
    await by_thread(player.get)("/admin/?token=top-secret", HOST="evil.example")
    await sockets.open(query=f"token={player.access}")
    with pytest.raises(Refused):
        await sockets.open(query="token=top-secret")

    text = repr(log_lines())
    assert "/api/game/results/" in text
    assert "top-secret" not in text
    assert player.access not in text
    assert (player.refresh or "") not in text


def test_outside_of_a_request_a_new_id_is_made_for_each_beginning() -> None:
    first = request_log.begin(None)
    assert request_log.request_id() == first
    assert request_log.begin(None) != first
    assert request_log.begin("given") == "given"
    assert request_log.request_id() == "given"

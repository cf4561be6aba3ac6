"""Every error has the same shape wherever it is raised, and reveals no internals."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import InterfaceError, OperationalError

from accounts.sessions import revocation
from core.api import metrics
from tests.api import Answer, Player, call

SECRET = "SELECT secret FROM /srv/place"


def assert_is_error(answer: Answer, status: int, code: str) -> None:
    assert answer.status == status
    assert answer.headers["Content-Type"] == "application/json"
    kind = "server_error" if status >= 500 else "client_error"
    [error] = answer.json["errors"]
    assert answer.json == {"type": kind, "errors": [error]}
    assert (set(error), error["code"], error["attr"]) == ({"code", "detail", "attr"}, code, None)
    assert error["detail"]
    assert answer.headers["X-Request-ID"]
    for word in ("Traceback", "SELECT", "/srv", "secret", "django"):
        assert word not in answer.raw.decode()


@pytest.mark.parametrize("path", ["/nowhere", "/api/", "/api/game/play", "/auth/api/%00/", "/api/game/" + "x" * 3000])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "OPTIONS"])
def test_an_unknown_address_is_404(path: str, method: str) -> None:
    assert_is_error(call(method, path), 404, "not_found")


@pytest.mark.parametrize("path", ["/admin/", "/api/game/results/", "/auth/api/user/"])
@pytest.mark.parametrize("host", ["evil.example", "a b", "x_y:8000", "testserver:port", "\xff"])
def test_a_host_that_is_not_served_gets_nothing_and_breaks_nothing(player: Player, path: str, host: str) -> None:
    player.play(842)
    answer = player.get(path, HOST=host)
    assert answer.status < 500
    if answer.status == 400:
        assert_is_error(answer, 400, "bad_request")
    assert "evil.example" not in answer.raw.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/auth/api/login/"),
        ("DELETE", "/health/"),
        ("PUT", "/api/game/rules/"),
        ("TRACE", "/health/live/"),
        ("X-Y", "/health/"),
    ],
)
def test_a_method_that_is_not_there_is_405(method: str, path: str) -> None:
    answer = call(method, path)
    assert_is_error(answer, 405, "method_not_allowed")
    assert answer.headers["Allow"]


def broken(*_: Any, **__: Any) -> Any:
    raise RuntimeError(SECRET)


def test_an_internal_error_in_a_view_is_500(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.api.views.services.play", broken)
    assert_is_error(player.play(842), 500, "error")


def test_an_internal_error_outside_of_the_api_is_500(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "generate_latest", broken)
    assert_is_error(call("GET", "/metrics"), 500, "error")


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
def test_an_unavailable_database_is_503_with_a_time_to_retry(
    player: Player, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def away(*_: Any, **__: Any) -> Any:
        raise fault(2002, SECRET)

    monkeypatch.setattr("game.api.views.services.play", away)
    answer = player.play(842)

    assert_is_error(answer, 503, "service_unavailable")
    assert answer.headers["Retry-After"] == "1"


def test_an_unavailable_database_during_the_token_check_is_503(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any, **__: Any) -> Any:
        raise OperationalError(SECRET)

    monkeypatch.setattr(revocation, "admit", away)
    assert_is_error(player.get("/api/game/history/"), 503, "service_unavailable")

"""While a service is unavailable, each refused request logs one line, and the cause is logged once a minute."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import InterfaceError, InternalError, OperationalError
from prometheus_client import REGISTRY

from core.api import error_responses
from tests.api import Answer, Player, call
from tests.core.clock import Clock

PLACES: dict[str, tuple[str, Callable[[Player], Answer]]] = {
    "a play": ("game.api.views.services.play", lambda player: player.play(842)),
    "a read": ("game.selectors.game_of", lambda player: player.get("/api/game/statistics/")),
    "the authentication": ("accounts.sessions.revocation.admit", lambda player: player.get("/api/game/history/")),
    "a sign-out": ("accounts.sessions.lifecycle.end_sessions", lambda player: player.post("/auth/api/logout/")),
    "a sign-in": ("accounts.services._signed_in", lambda player: sign_in(player)),
    "the limit of an address": ("core.api.throttling.sliding_log.admit", lambda player: sign_in(player)),
    "the login of the admin": (
        "accounts.operator_login.OperatorBackend.authenticate",
        lambda player: call("GET", "/admin/login/?next=/admin/") and admin_login(player),
    ),
    "a page of the admin": ("django.contrib.admin.sites.AdminSite.login", lambda player: call("GET", "/admin/login/")),
    "the session of an operator": (
        "django.contrib.sessions.backends.cached_db.SessionStore.load",
        lambda player: call("GET", "/admin/", COOKIE="sessionid=abcdefgh"),
    ),
}
ERRORS = {
    "lost": (OperationalError(2013, "Lost connection to 10.0.0.7"), "2013"),
    "full": (OperationalError(1114, "The table is full"), "1114"),
    "the engine": (InternalError(1030, "Got error 28"), "1030"),
    "closed": (InterfaceError(0, ""), "InterfaceError"),
    "SQLite": (OperationalError("database or disk is full"), "OperationalError"),
}


def sign_in(player: Player) -> Answer:
    return call("POST", "/auth/api/login/", {"email": player.user["email"], "password": player.password})


def admin_login(player: Player) -> Answer:
    form = f"username={player.user['email']}&password=wrong".encode()
    return call("POST", "/admin/login/", raw=form, CONTENT_TYPE="application/x-www-form-urlencoded")


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    monkeypatch.setattr(error_responses, "_caused_at", {})
    clock = Clock()
    monkeypatch.setattr(error_responses, "time", clock)
    return clock


def fail(monkeypatch: pytest.MonkeyPatch, place: str, error: Exception) -> None:
    def away(*_: Any, **__: Any) -> Any:
        raise error

    monkeypatch.setattr(place, away)


@pytest.mark.parametrize("place", PLACES)
def test_wherever_it_fails_an_answer_is_503_and_one_line(
    place: str, player: Player, monkeypatch: pytest.MonkeyPatch, log_lines: Callable[[], list[dict[str, Any]]]
) -> None:
    target, ask = PLACES[place]
    fail(monkeypatch, target, OperationalError(1114, "the table is full"))
    first = len(log_lines())
    ask(player)
    caused = log_lines()[first:]
    again = len(log_lines())
    answers = [ask(player) for _ in range(3)]
    lines = log_lines()[again:]

    for answer in answers:
        assert (answer.status, answer.codes) == (503, {("service_unavailable", None)})
        assert answer.headers["Retry-After"] == "1"
        assert b"table" not in answer.raw
    refused = [line for line in lines if line.get("status") == 503]
    assert [(line["event"], line["level"], line["failure"]) for line in refused] == [
        ("request.finished", "info", "1114")
    ] * 3
    assert [line for line in lines if line["level"] != "info"] == []
    causes = [line["cause"] for line in caused if line["event"] == "service.unavailable"]
    assert causes == ["(1114, 'the table is full')"]
    assert "Traceback" not in repr(caused + lines)


@pytest.mark.parametrize("error", ERRORS)
def test_each_kind_is_named_and_counted(
    error: str, player: Player, monkeypatch: pytest.MonkeyPatch, log_lines: Callable[[], list[dict[str, Any]]]
) -> None:
    raised, kind = ERRORS[error]
    fail(monkeypatch, "game.api.views.services.play", raised)
    before = REGISTRY.get_sample_value("numberplay_database_faults_total", {"code": kind}) or 0
    assert [player.play(842).status for _ in range(5)] == [503] * 5
    assert [line["failure"] for line in log_lines() if line.get("status") == 503] == [kind] * 5
    assert REGISTRY.get_sample_value("numberplay_database_faults_total", {"code": kind}) == before + 5


def test_the_cause_of_a_kind_is_logged_once_a_minute(
    player: Player, monkeypatch: pytest.MonkeyPatch, clock: Clock, log_lines: Callable[[], list[dict[str, Any]]]
) -> None:
    def causes() -> list[str]:
        return [line["kind"] for line in log_lines() if line["event"] == "service.unavailable"]

    for raised, _ in (ERRORS["lost"], ERRORS["full"], ERRORS["lost"]):
        fail(monkeypatch, "game.api.views.services.play", raised)
        player.play(842)
    assert causes() == ["2013", "1114"]
    clock.move(59)
    player.play(842)
    assert causes() == ["2013", "1114"]
    clock.move(2)
    player.play(842)
    assert causes() == ["2013", "1114", "2013"]


def test_a_defect_outside_of_the_api_is_still_500_with_its_traceback(
    monkeypatch: pytest.MonkeyPatch, log_lines: Callable[[], list[dict[str, Any]]]
) -> None:
    fail(monkeypatch, "django.contrib.admin.sites.AdminSite.login", RuntimeError("a defect"))
    assert call("GET", "/admin/login/").status == 500
    assert "Traceback" in repr(log_lines())

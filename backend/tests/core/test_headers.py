"""The headers of every response, for browsers and proxies."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from tests.api import Player, call

OURS = "http://localhost:3000"

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/game/rules/", "/api/game/play/", "/nowhere", "/admin/login/", "/api/docs/"])
def test_every_answer_has_the_security_headers(path: str) -> None:
    answer = call("GET", path)

    for name, value in EVERYWHERE.items():
        assert answer.headers[name] == value
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["object-src"] == "'none'"
    assert "script-src" not in policy
    assert "http" not in answer.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_static_files_on_a_cdn_are_named_by_the_pages_and_allowed_by_their_policy(settings: Settings) -> None:
    settings.STATIC_URL = "https://static.example.org/static/"

    answer = call("GET", "/admin/login/")

    assert b'href="https://static.example.org/static/admin/css/base.css"' in answer.raw
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self' https://static.example.org"
    assert policy["style-src"] == "'self' https://static.example.org 'unsafe-inline'"
    assert policy["form-action"] == "'self'"


PERSONAL = [
    ("GET", "/api/game/history/"),
    ("GET", "/api/game/statistics/"),
    ("GET", "/api/game/results/"),
    ("GET", "/api/game/results/export/"),
    ("POST", "/api/game/play/"),
    ("GET", "/auth/api/user/"),
    ("PATCH", "/auth/api/user/"),
    ("DELETE", "/auth/api/user/"),
    ("GET", "/auth/api/sessions/"),
    ("DELETE", "/auth/api/sessions/"),
    ("POST", "/auth/api/login/"),
    ("POST", "/auth/api/register/"),
    ("POST", "/auth/api/token/refresh/"),
]


@pytest.mark.parametrize(("method", "path"), PERSONAL)
def test_nothing_personal_is_stored_on_the_way(player: Player, method: str, path: str) -> None:
    body: Any = {"number": 842} if path.endswith("play/") else {}
    signed_in = call(method, path, None if method == "GET" else body, token=player.access)
    signed_out = call(method, path, None if method == "GET" else body)

    assert signed_in.headers["Cache-Control"] == "no-store"
    assert signed_out.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/api/game/statistics/", "/auth/api/user/", "/health/", "/metrics", "/nowhere"])
def test_the_api_sets_no_cookie_and_looks_at_no_session(player: Player, path: str) -> None:
    answer = player.get(path, COOKIE="sessionid=abc; csrftoken=def")
    assert answer.cookies == {}
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_the_api_needs_no_csrf_token(player: Player) -> None:
    answer = player.post("/api/game/play/", {"number": 842}, ORIGIN="https://evil.example", COOKIE="csrftoken=x")
    assert answer.status == 200
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_our_own_pages_may_read_the_answers_and_their_headers() -> None:
    answer = call("GET", "/api/game/rules/", ORIGIN=OURS)

    assert answer.headers["Access-Control-Allow-Origin"] == OURS
    assert answer.headers["Access-Control-Allow-Credentials"] == "true"
    assert "origin" in answer.headers["Vary"].lower()
    exposed = {name.strip() for name in answer.headers["Access-Control-Expose-Headers"].split(",")}
    assert exposed == {"Retry-After", "X-Request-ID", "Idempotent-Replayed"}


def test_an_allowed_page_may_send_a_preflight_request() -> None:
    answer = call(
        "OPTIONS",
        "/api/game/play/",
        ORIGIN=OURS,
        ACCESS_CONTROL_REQUEST_METHOD="POST",
        ACCESS_CONTROL_REQUEST_HEADERS="authorization,content-type,idempotency-key",
    )

    assert answer.status == 200
    allowed = {name.strip() for name in answer.headers["Access-Control-Allow-Headers"].split(",")}
    assert {"authorization", "content-type", "idempotency-key", "x-request-id"} <= allowed
    assert answer.headers["Access-Control-Max-Age"] == "86400"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://[", "http://localhost:3000.evil.example"])
def test_a_page_of_another_origin_may_read_nothing(origin: str) -> None:
    answer = call("GET", "/api/game/rules/", ORIGIN=origin)
    assert answer.status == 200
    assert "Access-Control-Allow-Origin" not in answer.headers

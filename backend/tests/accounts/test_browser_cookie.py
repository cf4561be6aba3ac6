"""For browsers, the refresh token is in a cookie that scripts can't read and only our own pages can use."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from accounts.models import Session
from tests.accounts.ageing import age, works
from tests.api import PASSWORD, Answer, Player, call

COOKIE = "numberplay_refresh"
OURS = "http://localhost:3000"
BODY = {"username": "ann", "email": "ann@example.com", "password": PASSWORD, "client": "browser"}
CREDENTIALS = {"email": "ann@example.com", "password": PASSWORD, "client": "browser"}

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def ann(committed: None) -> Answer:
    return call("POST", "/auth/api/register/", BODY)


def cookie_of(answer: Answer) -> str:
    return str(answer.cookies[COOKIE].value)


def refresh(cookie: str | None, *, body: Any = None, **headers: Any) -> Answer:
    if cookie is not None:
        headers["COOKIE"] = f"{COOKIE}={cookie}"
    return call("POST", "/auth/api/token/refresh/", {"client": "browser"} if body is None else body, **headers)


@pytest.mark.parametrize("production", [False, True])
@pytest.mark.parametrize("path", ["register", "login", "token/refresh"])
def test_the_cookie_is_for_this_site_and_for_no_script(
    ann: Answer, path: str, production: bool, settings: Settings
) -> None:
    settings.REFRESH_COOKIE_SECURE = production
    body = {"register": {**BODY, "username": "bob", "email": "bob@example.com"}, "login": CREDENTIALS}
    if path == "token/refresh":
        answer = refresh(cookie_of(ann), ORIGIN=OURS)
    else:
        answer = call("POST", f"/auth/api/{path}/", body[path])

    assert answer.status in (200, 201)
    assert "refresh" not in answer.json
    cookie = answer.cookies[COOKIE]
    assert cookie.value not in answer.raw.decode()
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/auth/api/")
    assert bool(cookie["secure"]) is production
    assert cookie["domain"] == ""
    assert cookie["expires"]


def test_production_alone_is_behind_https(settings: Settings) -> None:
    assert settings.REFRESH_COOKIE_SECURE is settings.ENV.production is False


def test_without_the_word_browser_there_is_no_cookie() -> None:
    body = {name: value for name, value in BODY.items() if name != "client"}
    assert call("POST", "/auth/api/register/", body).cookies == {}


def test_cookies_with_escapes_are_ignored_and_ours_beside_them_still_works(ann: Answer) -> None:
    escapes = "\\303" * 1000
    cookie = f'other="{escapes}"; {COOKIE}={cookie_of(ann)}; last="{escapes}"'
    answer = call("POST", "/auth/api/token/refresh/", {"client": "browser"}, COOKIE=cookie, ORIGIN=OURS)
    assert answer.status == 200
    quoted = f'{COOKIE}="{cookie_of(answer)}\\"'
    assert call("POST", "/auth/api/token/refresh/", {"client": "browser"}, COOKIE=quoted, ORIGIN=OURS).status == 401


@pytest.mark.parametrize("origin", [OURS, "http://127.0.0.1:3000", "http://testserver"])
def test_our_own_pages_refresh_by_the_cookie(ann: Answer, origin: str) -> None:
    answer = refresh(cookie_of(ann), ORIGIN=origin, HOST="testserver")

    assert answer.status == 200
    assert set(answer.json) == {"access"}
    assert works(answer.json["access"])
    assert cookie_of(answer) != cookie_of(ann)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"ORIGIN": "null"},
        {"ORIGIN": "https://evil.example"},
        {"ORIGIN": "http://localhost:3000.evil.example"},
        {"ORIGIN": "http://evil.example", "HOST": "evil.example"},
        {"ORIGIN": "ftp://testserver", "HOST": "testserver"},
        {"ORIGIN": "http://["},
        {"ORIGIN": "http://testserver:8000", "HOST": "testserver"},
    ],
)
def test_a_page_of_another_origin_cannot_use_the_cookie(ann: Answer, headers: dict[str, str]) -> None:
    before = Session.objects.values().get()

    answer = refresh(cookie_of(ann), **headers)

    assert (answer.status, answer.codes) == (403, {("origin_not_allowed", None)})
    assert answer.cookies == {}
    assert Session.objects.values().get() == before


@pytest.mark.parametrize("origin", [OURS, None])
def test_without_a_cookie_there_is_no_session(ann: Answer, origin: str | None) -> None:
    answer = refresh(None, **({"ORIGIN": origin} if origin else {}))
    assert (answer.status, answer.codes) == (401, {("no_session", None)})


def test_a_lost_race_is_given_the_winners_cookie(ann: Answer) -> None:
    winner, loser = (refresh(cookie_of(ann), ORIGIN=OURS) for _ in range(2))

    assert loser.status == 200
    assert cookie_of(loser) == cookie_of(winner)


def test_a_refused_refresh_never_clears_the_cookie_that_another_tab_has_got(ann: Answer) -> None:
    refresh(cookie_of(ann), ORIGIN=OURS)
    age(minutes=1)

    late = refresh(cookie_of(ann), ORIGIN=OURS)

    assert late.status == 401
    assert late.cookies == {}
    assert "Set-Cookie" not in late.headers


def test_the_token_in_the_body_needs_no_origin(player: Player) -> None:
    answer = refresh(None, body={"refresh": player.refresh, "client": "browser"})
    assert (answer.status, set(answer.json)) == (200, {"access"})
    assert answer.cookies[COOKIE].value


def test_signing_out_ends_the_session_and_takes_the_cookie_back(ann: Answer) -> None:
    answer = call(
        "POST", "/auth/api/logout/", token=ann.json["access"], ORIGIN=OURS, COOKIE=f"{COOKIE}={cookie_of(ann)}"
    )

    assert answer.status == 204
    cookie = answer.cookies[COOKIE]
    assert (cookie.value, cookie["path"], cookie["max-age"]) == ("", "/auth/api/", 0)
    assert not works(ann.json["access"])
    assert refresh(cookie_of(ann), ORIGIN=OURS).status == 401


def test_a_cookie_alone_signs_nobody_in_elsewhere(ann: Answer) -> None:
    answer = call("GET", "/auth/api/user/", ORIGIN=OURS, COOKIE=f"{COOKIE}={cookie_of(ann)}")
    assert (answer.status, answer.codes) == (401, {("not_authenticated", None)})


def log_out(cookie: str, **headers: Any) -> Answer:
    return call("POST", "/auth/api/logout/", COOKIE=f"{COOKIE}={cookie}", **headers)


@pytest.mark.parametrize("token", [None, "expired"])
def test_the_cookie_signs_out_after_the_access_token_has_expired(ann: Answer, token: str | None) -> None:
    answer = log_out(cookie_of(ann), token=token, ORIGIN=OURS)

    assert (answer.status, answer.cookies[COOKIE].value) == (204, "")
    assert not works(ann.json["access"])
    assert log_out(cookie_of(ann), ORIGIN=OURS).status == 204


def test_no_page_of_another_origin_signs_anybody_out(ann: Answer) -> None:
    answer = log_out(cookie_of(ann), ORIGIN="https://elsewhere.example")

    assert (answer.status, answer.codes) == (403, {("origin_not_allowed", None)})
    assert works(ann.json["access"])


def test_a_cookie_that_is_not_ours_signs_nobody_out(ann: Answer) -> None:
    answer = log_out(cookie_of(ann)[:-4] + "AAAA", ORIGIN=OURS)

    assert (answer.status, answer.codes) == (401, {("not_authenticated", None)})
    assert works(ann.json["access"])

"""The edge caches the pages of the web app, for as long as the web app allows."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from itertools import count

import pytest

from asking import ask
from conftest import System
from stub import Reply, Request
from tests.processes.players import wait_until

Start = Callable[..., System]

# Each test has a path of its own, because all tests share an edge.
paths = (f"/page-{number}" for number in count())


def page(seconds: int, body: bytes = b"page", *headers: tuple[str, str]) -> Reply:
    kept = ("X-Accel-Expires", str(seconds)) if seconds else ("Cache-Control", "no-cache")
    return Reply(200, (("Content-Type", "text/html"), ("Vary", "Accept-Language, Cookie"), kept, *headers), body)


def test_a_page_is_requested_once_whatever_the_query(system: System) -> None:
    path = next(paths)
    policy = ("Content-Security-Policy", "script-src 'sha256-1'")
    system.frontend.behavior = lambda _: page(60, b"page", policy, ("Cache-Control", "no-cache"), ("ETag", 'W/"1"'))
    answers = [ask(system.port, path + query) for query in ("", "?next=/play", "?token=a")]
    assert len(system.frontend.requests) == 1
    assert [answer.body for answer in answers] == [b"page"] * 3
    for answer in answers:
        assert answer.values("Cache-Control") == ["no-cache"]
        assert answer.values("Content-Security-Policy") == ["script-src 'sha256-1'"]
        assert answer.values("Vary") == ["Accept-Language, Cookie"]
        assert answer.values("X-Accel-Expires") == []
    assert len({answer.values("X-Request-ID")[0] for answer in answers}) == 3


def test_a_page_that_the_browser_has_is_a_304_from_the_edge(system: System) -> None:
    path = next(paths)
    system.frontend.behavior = lambda _: page(60, b"page", ("ETag", 'W/"1"'))
    for held, status in (('W/"1"', 304), ('W/"1"', 304), ('W/"2"', 200)):
        assert ask(system.port, path, headers={"If-None-Match": held}).status == status
    assert len(system.frontend.requests) == 1
    assert system.frontend.request.values("If-None-Match") == []


def test_what_the_web_app_does_not_allow_is_not_kept(system: System) -> None:
    path = next(paths)
    system.frontend.behavior = lambda _: page(0, b"page", ("Cache-Control", "max-age=60"))
    for _ in range(2):
        ask(system.port, path)
    assert len(system.frontend.requests) == 2


def test_a_post_is_always_passed_on(system: System) -> None:
    path = next(paths)
    system.frontend.behavior = lambda request: Reply(204) if request.method == "POST" else page(60)
    assert [ask(system.port, path, method).status for method in ("GET", "POST", "POST", "GET")] == [200, 204, 204, 200]
    assert [request.method for request in system.frontend.requests] == ["GET", "POST", "POST"]


def in_language(request: Request) -> Reply:
    """The web app chooses the language; the edge only distinguishes the headers."""
    cookies, languages = request.values("Cookie"), request.values("Accept-Language")
    return page(60, f"{cookies} {languages}".encode())


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"Accept-Language": "de-DE,de;q=0.9,en;q=0.8"}, {"Accept-Language": "de"}, True),
        ({"Accept-Language": "de-AT, de;q=0.9"}, {"Accept-Language": "de-CH,de;q=0.8, en;q=0.5"}, True),
        ({"Accept-Language": "de"}, {"Accept-Language": "en"}, False),
        ({"Accept-Language": "de"}, {}, False),
        ({"Accept-Language": "de,en"}, {"Accept-Language": "de"}, False),
        ({"Accept-Language": "de;q=0"}, {"Accept-Language": "de"}, False),
        ({"Accept-Language": "fr,de;q=0.9"}, {"Accept-Language": "fr,ar;q=0.9"}, False),
        ({"Cookie": "numberplay_language=de"}, {"Cookie": "numberplay_language=ar"}, False),
        ({"Cookie": "numberplay_language=de"}, {"Cookie": "a=b; numberplay_language=de"}, True),
        ({"Cookie": "numberplay_theme=dark"}, {}, True),
    ],
)
def test_a_page_is_kept_for_each_language(
    system: System, first: dict[str, str], second: dict[str, str], same: bool
) -> None:
    path = next(paths)
    system.frontend.behavior = in_language
    bodies = {ask(system.port, path, headers=headers).body for headers in (first, second)}
    assert len(bodies) == len(system.frontend.requests) == (1 if same else 2)


@pytest.mark.parametrize(
    ("accepts", "passed"),
    [
        ("gzip, deflate, br, zstd", ["br"]),
        ("BR", ["br"]),
        ("br;q=0.001, gzip", ["br"]),
        ("gzip;q=1.0, br;q=0", ["gzip"]),
        ("GZIP", ["gzip"]),
        ("gzip, *;q=0", ["gzip"]),
        ("br;q=0.0, identity", []),
        ("gzip;q=0.000", []),
        ("brotli, not-br, br-x, gzipped", []),
        ("identity", []),
        ("*;q=0", []),
        ("", []),
    ],
)
def test_the_web_app_compresses_its_pages_itself(system: System, accepts: str, passed: list[str]) -> None:
    system.frontend.behavior = lambda _: page(60, b"all the same" * 500)
    answer = ask(system.port, next(paths), headers={"Accept-Encoding": accepts})
    assert system.frontend.request.values("Accept-Encoding") == passed
    assert (answer.values("Content-Encoding"), answer.body) == ([], b"all the same" * 500)


def test_a_page_is_kept_for_each_encoding(system: System) -> None:
    path = next(paths)
    system.frontend.behavior = lambda request: page(60, str(request.values("Accept-Encoding")).encode())
    accepted = ["gzip, br", "br", "gzip", "gzip, deflate", "identity", ""]
    bodies = [ask(system.port, path, headers={"Accept-Encoding": each}).body for each in accepted]
    assert bodies == [b"['br']"] * 2 + [b"['gzip']"] * 2 + [b"[]"] * 2
    assert len(system.frontend.requests) == 3


def test_after_its_time_a_page_is_requested_again(system: System) -> None:
    path = next(paths)
    releases = iter([b"old", b"new"])
    system.frontend.behavior = lambda _: page(1, next(releases))
    assert ask(system.port, path).body == b"old"
    wait_until(lambda: ask(system.port, path).body == b"new", 30)
    assert len(system.frontend.requests) == 2


def test_while_the_web_app_restarts_its_pages_are_served(start: Start) -> None:
    system = start()
    system.frontend.behavior = lambda _: page(1)
    assert ask(system.port, "/play").body == b"page"
    system.frontend.behavior = lambda _: None
    time.sleep(2)
    answer = ask(system.port, "/play")
    assert (answer.status, answer.body) == (200, b"page")
    assert ask(system.port, "/never-requested").status == 502


def test_many_requests_for_a_new_page_are_one_for_the_web_app(start: Start) -> None:
    system = start()
    answers: list[bytes] = []

    def slowly(_: Request) -> Reply:
        time.sleep(0.5)
        return page(60)

    system.frontend.behavior = slowly
    threads = [threading.Thread(target=lambda: answers.append(ask(system.port, "/play").body)) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [b"page"] * 10
    assert len(system.frontend.requests) == 1

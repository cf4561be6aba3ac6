"""Caching and compression."""

from __future__ import annotations

import gzip
import json

import pytest

from asking import ask
from conftest import System
from stub import Reply

FOREVER = ["public, max-age=31536000, immutable"]
HASHED = ["/_next/static/chunks/app/page-0a1b.js", "/static/admin/css/base.0123456789ab.css"]
LONG = json.dumps({"results": ["all the same"] * 500}).encode()
JSON = (("Content-Type", "application/json"),)


@pytest.mark.parametrize("path", HASHED)
def test_files_with_a_hash_in_their_name_are_cached_forever(system: System, path: str) -> None:
    system.http.behavior = system.frontend.behavior = lambda _: Reply(headers=(("Cache-Control", "max-age=60"),))
    answer = ask(system.port, path)
    assert (answer.values("Cache-Control"), answer.values("X-Content-Type-Options")) == (FOREVER, ["nosniff"])


def test_files_of_the_development_server_are_cached_as_it_says(system: System) -> None:
    """These files change under the same name."""
    said = "no-cache, must-revalidate"
    system.frontend.behavior = lambda _: Reply(headers=(("Cache-Control", said),))
    assert ask(system.port, "/_next/static/chunks/app_page_0a1b._.js").values("Cache-Control") == [said]


@pytest.mark.parametrize("path", HASHED)
@pytest.mark.parametrize("status", [404, 500])
def test_an_error_in_its_place_is_not(system: System, path: str, status: int) -> None:
    system.http.behavior = system.frontend.behavior = lambda _: Reply(status, (("Cache-Control", "no-store"),))
    assert ask(system.port, path).values("Cache-Control") == ["no-store"]


@pytest.mark.parametrize("path", ["/static/admin/css/base.css", "/play", "/api/game/rules/"])
def test_other_files_are_cached_as_their_server_says(system: System, path: str) -> None:
    for said in (("Cache-Control", "max-age=60"),), ():
        system.http.behavior = system.frontend.behavior = lambda _, said=said: Reply(headers=said)  # type: ignore[misc]
        assert ask(system.port, path).values("Cache-Control") == [value for _, value in said]


@pytest.mark.parametrize("path", ["/api/game/results/", "/admin/"])
def test_long_answers_are_compressed_for_clients_that_accept_it(system: System, path: str) -> None:
    system.http.behavior = system.frontend.behavior = lambda _: Reply(200, JSON, LONG)
    answer = ask(system.port, path, headers={"Accept-Encoding": "gzip"})
    assert answer.values("Content-Encoding") == ["gzip"]
    assert answer.values("Vary") == ["Accept-Encoding"]
    assert (len(answer.body) < len(LONG) / 10, gzip.decompress(answer.body)) == (True, LONG)
    assert ask(system.port, path).body == LONG


@pytest.mark.parametrize(
    ("accepts", "coding"),
    [
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br, gzip;q=0.5", "gzip"),
        ("gzip, *;q=0", "gzip"),
        ("gzip, identity;q=0", "gzip"),
        ("gzip;q=0", None),
        ("gzip;q=0.000, br", None),
        ("*;q=0", None),
        ("identity", None),
        ("br", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("path", ["/api/game/results/", "/static/gone.js"])
def test_a_coding_that_is_refused_is_not_sent(system: System, path: str, accepts: str, coding: str | None) -> None:
    status = 404 if "gone" in path else 200
    system.http.behavior = system.frontend.behavior = lambda _: Reply(status, JSON, LONG)
    answer = ask(system.port, path, headers={"Accept-Encoding": accepts})
    assert answer.values("Content-Encoding") == ([coding] if coding else [])
    assert (gzip.decompress(answer.body) if coding else answer.body) == LONG


def test_answers_with_tokens_are_not_compressed(system: System) -> None:
    system.http.behavior = lambda _: Reply(200, JSON, LONG)
    answer = ask(system.port, "/auth/api/login/", "POST", headers={"Accept-Encoding": "gzip"})
    assert (answer.values("Content-Encoding"), answer.body) == ([], LONG)

"""Accept-Encoding (RFC 9110 12.5.3): refused codings aren't sent, and missing files are sent without one."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from core.api import error_responses
from core.api.static_files import StaticFilesMiddleware

pytestmark = pytest.mark.django_db  # closing a response closes database connections

SCRIPT = b"let words = 'all the same';\n" * 100
BROTLI = b"\x8b\x03\x80not looked into\x03"  # shorter than by gzip

ROWS = {
    None: None,
    "": None,
    "br": "br",
    "BR": "br",
    "gzip": "gzip",
    "x-gzip": "gzip",
    "gzip, deflate, br": "br",
    "br;q=0": None,
    "br;q=0.0, identity": None,
    "br ; q=0.000": None,
    "gzip, br;q=0": "gzip",
    "gzip;q=0.9, br;q=0.2": "gzip",
    "gzip;q=0.2, br;q=0.9": "br",
    "br, *;q=0": "br",
    "*;q=0": None,
    "*": None,
    "*, br;q=0": None,
    "*, identity;q=0": "br",
    "*, br;q=0, identity;q=0": "gzip",
    "identity, gzip;q=0.5": None,
    "identity;q=0.5, gzip": "gzip",
    "gzip, identity;q=0": "gzip",
    "identity;q=0": None,
    "brotli": None,
    "not-br": None,
    "br-x, gzip": "gzip",
    "br;q=2": None,
    "br;level=5": None,
    ", ,gzip,": "gzip",
    "zstd, dcb": None,
}


def nowhere(request: HttpRequest) -> HttpResponse:
    return error_responses.not_found(request, None)


@pytest.fixture
def middleware(settings: Settings, tmp_path: Path) -> StaticFilesMiddleware:
    """Serves STATIC_ROOT as in production, with compressed files next to the originals."""
    settings.STATIC_ROOT, settings.WHITENOISE_USE_FINDERS, settings.WHITENOISE_AUTOREFRESH = tmp_path, False, False
    (tmp_path / "a.js").write_bytes(SCRIPT)
    (tmp_path / "a.js.gz").write_bytes(gzip.compress(SCRIPT) + bytes(40))
    (tmp_path / "a.js.br").write_bytes(BROTLI)
    return StaticFilesMiddleware(nowhere)


@pytest.mark.parametrize("accepts", ROWS)
def test_a_static_file_comes_in_a_coding_that_is_accepted(
    middleware: StaticFilesMiddleware, accepts: str | None
) -> None:
    headers = {} if accepts is None else {"Accept-Encoding": accepts}
    response = middleware(RequestFactory().get("/static/a.js", headers=headers))
    body = b"".join(response)
    response.close()
    assert response.headers.get("Content-Encoding") == ROWS[accepts]
    assert response.headers["Vary"] == "Accept-Encoding"
    assert {None: body == SCRIPT, "br": body == BROTLI, "gzip": body[:2] == b"\x1f\x8b"}[ROWS[accepts]]


@pytest.mark.parametrize("accepts", ["br", "gzip", "gzip, br", "*", "*;q=0", "identity;q=0", "br;q=0", ""])
@pytest.mark.parametrize("path", ["/static/gone.js", "/static/a.js/", "/static/a.js.br.br", "/static/../a.js"])
def test_a_file_that_is_not_there_is_404_without_a_coding(
    middleware: StaticFilesMiddleware, path: str, accepts: str
) -> None:
    response = middleware(RequestFactory().get(path, headers={"Accept-Encoding": accepts}))
    assert (response.status_code, response.headers.get("Content-Encoding")) == (404, None)
    assert b'"not_found"' in response.content

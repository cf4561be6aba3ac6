"""Pages served by the backend work under their content security policy, and load nothing from other origins."""

from __future__ import annotations

import html
import json
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders

from core.api.docs import LOGO
from tests.api import Answer, call
from tests.contracts.documents import asyncapi

PAGES = ["/api/docs/", "/api/redoc/", "/api/asyncapi/", "/admin/login/"]
OURS = "http://testserver"


class Page(HTMLParser):
    """Returns the resources that a page loads, and its inline scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.inline_scripts: list[str] = []
        self._in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        members = dict(attrs)
        self._in_script = tag == "script"
        self.inline_scripts += [f"{tag} {name}" for name in members if name.startswith("on")]
        if tag != "a":
            self.loaded += [members[name] or "" for name in ("src", "href", "action", "spec-url") if name in members]

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.inline_scripts.append(data.strip())


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_only_what_is_ours_and_what_is_there(path: str, db: None) -> None:
    answer = call("GET", path, ACCEPT="text/html")
    assert answer.status == 200
    loaded = Page(answer.raw.decode()).loaded
    assert loaded
    for address in loaded:
        absolute = urljoin(f"{OURS}{path}", address)
        assert absolute.startswith(f"{OURS}/"), address
        parts = urlsplit(absolute)
        assert call("GET", f"{parts.path}?{parts.query}").status == 200, address


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_script_that_its_policy_would_stop(path: str, db: None) -> None:
    answer = call("GET", path, ACCEPT="text/html")
    assert Page(answer.raw.decode()).inline_scripts == []
    assert policy_of(answer)["default-src"] == ["'self'"]
    assert "script-src" not in policy_of(answer)


def test_no_page_may_be_framed_by_another() -> None:
    answer = call("GET", "/api/docs/", ACCEPT="text/html")
    assert policy_of(answer)["frame-ancestors"] == ["'none'"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_the_script_of_swagger_asks_our_schema() -> None:
    script = call("GET", "/api/docs/?script=")
    assert script.headers["Content-Type"].startswith("application/javascript")
    assert b"/api/schema/" in script.raw
    assert b"://" not in script.raw


def test_the_script_of_redoc_loads_no_logo_of_a_third_party() -> None:
    original = finders.find("drf_spectacular_sidecar/redoc/bundles/redoc.standalone.js")
    assert Path(str(original)).read_bytes().count(LOGO) == 1
    script = call("GET", "/api/redoc/?script=")
    assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert LOGO not in script.raw
    assert b"Redoc" in script.raw


@pytest.mark.parametrize("query", ["", "?format=json"])
def test_the_schema_comes_as_yaml_and_as_json(query: str) -> None:
    answer = call("GET", f"/api/schema/{query}")
    assert answer.status == 200
    assert b"/api/game/play/" in answer.raw


@pytest.mark.parametrize("path", ["/api/docs/", "/api/redoc/", "/api/schema/", "/api/asyncapi/"])
def test_a_format_that_there_is_not_is_refused_in_json(path: str) -> None:
    answer = call("GET", path, ACCEPT="image/png")
    assert answer.status == 406
    assert answer.codes == {("not_acceptable", None)}


def test_the_asyncapi_document_is_a_page_for_browsers_and_json_for_programs() -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    page = call("GET", "/api/asyncapi/", ACCEPT=browser)
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    text = html.unescape(page.raw.decode())
    assert "<code>Authorization: Bearer <access token></code>, for programs." in text
    assert "`" not in text
    messages = {**asyncapi()["components"]["messages"], **asyncapi()["channels"]["stream"]["messages"]}
    for name, message in messages.items():
        assert f'<h3 id="{name}">' in text
        for example in message["examples"]:
            assert json.dumps(example["payload"], separators=(",", ":"), ensure_ascii=False) in text
    for accept in ("*/*", "application/json"):
        answer = call("GET", "/api/asyncapi/", ACCEPT=accept)
        assert answer.headers["Content-Type"] == "application/json"
        assert "Accept" in answer.headers["Vary"]
        assert answer.json == asyncapi()
    assert call("GET", "/api/asyncapi/?format=json", ACCEPT=browser).json == asyncapi()


def test_the_root_of_the_apis_own_port_says_where_the_documents_are(db: None) -> None:
    index = call("GET", "/").json
    paths = {name: path for name, path in index.items() if name != "version"}
    assert paths == {
        "docs": "/api/docs/",
        "redoc": "/api/redoc/",
        "schema": "/api/schema/",
        "asyncapi": "/api/asyncapi/",
        "health": "/health/",
    }
    for path in paths.values():
        assert call("GET", path).status == 200


def policy_of(answer: Answer) -> dict[str, list[str]]:
    directives = [directive.split() for directive in answer.headers["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in directives}

"""Every path with every method, token, `Accept` and parameter: never a 5xx, and every error has the same shape.

`EVERY=1` tries every lookup of the admin with every value instead of one value each.
"""

from __future__ import annotations

import itertools
import os
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.test import Client

from accounts.models import User
from tests.api import PASSWORD, Player, registered
from tests.contracts.addresses import BEYOND, HOSTILE, admin_queries, paths
from tests.contracts.documents import openapi

EVERY = bool(os.environ.get("EVERY"))
METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "TRACE", "PROPFIND", "DELETE"]
ACCEPTED = [None, "text/html", "application/json", "image/png", "text/html;q=x, \x7f,;"]
PATHS = sorted(set(paths()))
API = [path for path in PATHS if not path.startswith("/admin/")]
ADMIN = [path for path in PATHS if path.startswith("/admin/")]
OPEN = [path for path in API if path.startswith(("/api/", "/health/"))]
NAMES = sorted(
    {
        parameter["name"]
        for operations in openapi()["paths"].values()
        for operation in operations.values()
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "query"
    }
    | {"format", "lang", "version", "since", "token", "period", "next"}
)

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def operator(db: None) -> Client:
    operator = User.objects.create_superuser("operator", "operator@example.com", PASSWORD)
    client = Client(raise_request_exception=False)
    client.force_login(operator)
    return client


def ask(client: Client, method: str, address: str, accept: str | None = None, token: str | None = None) -> Any:
    headers: dict[str, Any] = {} if accept is None else {"HTTP_ACCEPT": accept}
    if token is not None:
        headers["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return client.generic(method, address, content_type="application/json", **headers)


def assert_sound(response: Any, what: str) -> None:
    assert response.status_code < 500 or what.startswith("GET /health/"), f"{what}: {response.status_code}"
    is_json = response.headers.get("Content-Type") == "application/json"
    if response.status_code >= 400 and is_json and not what.startswith("HEAD "):
        assert set(response.json()) == {"type", "errors"}, what
    if response.streaming:
        list(response)  # which closes it


@pytest.mark.parametrize("path", API)
def test_every_method_token_and_accept(path: str) -> None:
    client, player = Client(raise_request_exception=False), registered()
    for method, accept in itertools.product(METHODS, ACCEPTED):
        for token in (None, "nonsense", player.access):
            response = ask(client, method, path, accept, token)
            assert_sound(response, f"{method} {path} {accept!r} {token and token[:8]}")
            if response.status_code >= 400 and method != "HEAD":
                assert response.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_of_the_api(name: str, player: Player) -> None:
    client = Client(raise_request_exception=False)
    for number, (path, value) in enumerate(itertools.product(OPEN, HOSTILE)):
        if not EVERY and number % 3:
            continue
        address = f"{path}?{urlencode({name: value})}"
        assert_sound(ask(client, "GET", address, token=player.access), f"GET {address[:200]}")


@pytest.mark.parametrize("path", ADMIN, ids=lambda path: path[:80])
def test_every_method_in_the_admin(path: str, operator: Client) -> None:
    for method in METHODS:
        assert_sound(ask(operator, method, path, "text/html"), f"{method} {path[:200]}")
    assert_sound(
        operator.post(path, {"post": "yes", "action": "x", "_selected_action": BEYOND}), f"form at {path[:200]}"
    )
    assert_sound(Client(raise_request_exception=False).get(path), f"nobody at {path[:200]}")


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label_lower)
def test_every_filter_of_the_admin(model: Any, operator: Client) -> None:
    prefix = f"/admin/{model._meta.app_label}/{model._meta.model_name}/?"
    asked = [address for address in admin_queries() if address.startswith(prefix)]
    for number, address in enumerate(asked):
        if EVERY or number % len(HOSTILE) == number // len(HOSTILE) % len(HOSTILE):
            assert_sound(operator.get(address), f"GET {address[:200]}")


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label_lower)
@pytest.mark.parametrize("chosen", ["", "x", "0", "-1", BEYOND, "9" * 3000, "\x00", "é"])
def test_every_action_of_the_admin(model: Any, chosen: str, operator: Client) -> None:
    address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    shown = admin.site._registry[model]
    names = [getattr(action, "__name__", action) for action in shown.actions or ()]
    for name, across in itertools.product(["delete_selected", *names], ["0", "1", "x"]):
        form = {"action": name, "_selected_action": [chosen], "select_across": across, "index": "0"}
        assert_sound(operator.post(address, {**form, "post": "yes"}), f"{name} of {chosen[:50]!r} at {address}")

"""The documented endpoints exist, with the documented authentication, and return the documented shapes."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import resolve
from jsonschema import Draft202012Validator, FormatChecker

from accounts.mail import links, subscriptions
from accounts.models import Mail
from config.processes import hashing_paths
from tests.accounts.second_factors import begun, switched_on, verified
from tests.api import PASSWORD, Answer, Player, call, registered
from tests.contracts.documents import DOCS, openapi, operations


@dataclass(frozen=True)
class Endpoint:
    """Placeholders in braces stand for the player's own values (`OWN`)."""

    method: str
    path: str
    status: int = 200
    body: Any = None
    public: bool = False
    personal: bool = True
    content: str = "application/json"

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


OWN: dict[str, Callable[[Player], str]] = {
    "session_id": lambda player: str(player.get("/auth/api/sessions/").json[0]["id"]),
    "export_id": lambda player: str(player.post("/api/game/exports/").json["id"]),
    "email": lambda player: str(player.user["email"]),
    "refresh": lambda player: player.refresh or "",
    "verifying": lambda player: link_in("welcome", player),
    "resetting": lambda player: link_in("reset", player),
    "unsubscribing": lambda player: subscriptions.unsubscribe_token(player.id),
    "verified_password": lambda player: verified(player).password,
    "begun": lambda player: begun(player).code(),
    "code": lambda player: switched_on(player)[0].code(),
}

# The members of a body that have to be the player's own. The others are those of the example in the OpenAPI document or
# of the table in docs/protocol.md.
OWN_MEMBERS: dict[str, dict[str, Any]] = {
    "POST /auth/api/login/": {"email": "{email}", "password": PASSWORD},
    "POST /auth/api/token/refresh/": {"refresh": "{refresh}"},
    "DELETE /auth/api/user/": {"password": PASSWORD},
    "POST /auth/api/email/verify/": {"token": "{verifying}"},
    "POST /auth/api/email/verify/inspect/": {"token": "{verifying}"},
    "POST /auth/api/email/disown/": {"token": "{verifying}"},
    "PATCH /auth/api/email/subscriptions/": {"weekly_summary": False},
    "POST /auth/api/email/unsubscribe/": {"token": "{unsubscribing}"},
    "POST /auth/api/email/verify/resend/": {"email": "{email}"},
    "POST /auth/api/email/change/": {"password": PASSWORD},
    "POST /auth/api/password/change/": {"current_password": PASSWORD},
    "POST /auth/api/password/reset/": {"email": "{email}"},
    "POST /auth/api/password/reset/confirm/": {"token": "{resetting}"},
    "POST /auth/api/totp/": {"password": "{verified_password}"},
    "POST /auth/api/totp/confirm/": {"code": "{begun}"},
    "POST /auth/api/totp/recovery-codes/": {"code": "{code}", "password": PASSWORD},
    "DELETE /auth/api/totp/": {"code": "{code}", "password": PASSWORD},
}
CACHEABLE = "/api/game/rules/"
ROW = re.compile(
    r"^\| `(?P<method>GET|POST|PATCH|DELETE) (?P<path>/\S*)` \| (?P<token>yes|no)"
    r" \| (?P<status>\d+)(?: `(?P<content>\w+/[\w-]+)`)?",
    re.MULTILINE,
)


def body_of(method: str, path: str) -> dict[str, Any] | None:
    """The documented example, with the player's own members."""
    request = openapi()["paths"].get(path, {}).get(method.lower(), {}).get("requestBody")
    if request is None:
        return None
    (example,) = request["content"]["application/json"]["examples"].values()
    return {**example["value"], **OWN_MEMBERS.get(f"{method} {path}", {})}


def promised(row: re.Match[str]) -> Endpoint:
    return Endpoint(
        row["method"],
        row["path"],
        int(row["status"]),
        body=body_of(row["method"], row["path"]),
        public=row["token"] == "no",
        personal=row["path"] != CACHEABLE,
        content=row["content"] or "application/json",
    )


ENDPOINTS = [promised(row) for row in ROW.finditer((DOCS / "protocol.md").read_text())]
PAGES = [
    Endpoint("GET", "/api/docs/", public=True, personal=False, content="text/html"),
    Endpoint("GET", "/api/redoc/", public=True, personal=False, content="text/html"),
    Endpoint("GET", "/api/schema/", public=True, personal=False, content="application/vnd.oai.openapi"),
    Endpoint("GET", "/api/asyncapi/", public=True, personal=False),
    Endpoint("GET", "/metrics", public=True, personal=False, content="text/plain"),
]
EVERYTHING = [*ENDPOINTS, *PAGES]
GUARDED = [endpoint for endpoint in ENDPOINTS if not endpoint.public]
WITH_BODY = [endpoint for endpoint in ENDPOINTS if endpoint.body]


def named(endpoints: list[Endpoint]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("endpoint", endpoints, ids=lambda endpoint: endpoint.name)


def ask(endpoint: Endpoint, player: Player, *, signed_in: bool = True, **overrides: Any) -> Answer:
    body = endpoint.body
    if body:
        body = {name: filled(value, player) for name, value in body.items()}
    request = {"method": endpoint.method, "body": body, "token": player.access if signed_in else None, **overrides}
    return call(request.pop("method"), filled(endpoint.path, player), request.pop("body"), **request)


def filled(text: Any, player: Player) -> Any:
    names = re.findall(r"\{(\w+)\}", text) if isinstance(text, str) else []
    return text.format(**{name: OWN[name](player) for name in names}) if names else text


def link_in(kind: str, player: Player) -> str:
    """Returns the token in the player's newest email of this kind."""
    if kind == "reset":
        call("POST", "/auth/api/password/reset/", {"email": player.user["email"]})
    return links.token_of(Mail.objects.filter(player_id=player.id, kind=kind).latest("created_at"))


def assert_is_error(answer: Answer, status: int, code: str) -> None:
    assert answer.status == status
    assert answer.headers["Content-Type"] == "application/json"
    assert set(answer.json) == {"type", "errors"}
    assert [set(error) for error in answer.json["errors"]] == [{"code", "detail", "attr"}]
    assert answer.json["errors"][0]["code"] == code


def test_the_table_and_the_openapi_document_name_the_same_operations() -> None:
    assert set(operations()) == {(endpoint.method, endpoint.path) for endpoint in ENDPOINTS}
    assert set(OWN_MEMBERS) <= {endpoint.name for endpoint in WITH_BODY}


@named(EVERYTHING)
def test_an_endpoint_answers_in_the_promised_shape(endpoint: Endpoint, player: Player) -> None:
    player.play(842)
    answer = ask(endpoint, player, signed_in=not endpoint.public)
    assert answer.status == endpoint.status
    if endpoint.status == 204:
        assert answer.raw == b""
    else:
        assert answer.headers["Content-Type"].partition(";")[0] == endpoint.content
    if endpoint in ENDPOINTS and answer.json is not None:
        validate_answer(endpoint, answer)


@named(EVERYTHING)
def test_personal_responses_are_never_cached(endpoint: Endpoint, player: Player) -> None:
    answer = ask(endpoint, player, signed_in=not endpoint.public)
    if endpoint.personal:
        assert answer.headers["Cache-Control"] == "no-store"
    elif endpoint.path == CACHEABLE:
        assert answer.headers["Cache-Control"] == "public, max-age=300"


@named(GUARDED)
@pytest.mark.parametrize("authorization", [None, "Bearer", "Bearer nonsense", "Basic bmFtZTpwYXNz"])
def test_a_guarded_endpoint_wants_a_token(endpoint: Endpoint, authorization: str | None, player: Player) -> None:
    headers = {} if authorization is None else {"AUTHORIZATION": authorization}
    answer = ask(endpoint, player, signed_in=False, **headers)
    bearer = authorization is not None and authorization.startswith("Bearer")
    assert_is_error(answer, 401, "token_not_valid" if bearer else "not_authenticated")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="numberplay"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert player.get("/auth/api/user/").json == player.user


@named(GUARDED)
def test_a_refresh_token_opens_nothing(endpoint: Endpoint, player: Player) -> None:
    assert_is_error(ask(endpoint, player, token=player.refresh), 401, "token_not_valid")


@named(EVERYTHING)
def test_another_method_is_405_in_json(endpoint: Endpoint, player: Player) -> None:
    answer = ask(endpoint, player, method="PUT", body={})
    assert_is_error(answer, 405, "method_not_allowed")
    assert endpoint.method in answer.headers["Allow"]


@named(WITH_BODY)
@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_anything_but_json_is_415(endpoint: Endpoint, content_type: str, player: Player) -> None:
    answer = ask(endpoint, player, CONTENT_TYPE=content_type)
    assert_is_error(answer, 415, "unsupported_media_type")


@named(WITH_BODY)
@pytest.mark.parametrize("raw", [b" ", b"{", b"\xff", b'{"a":1,"a":2}', b'{"a":NaN}', b"[" * 9 + b"]" * 9])
def test_lax_json_is_400(endpoint: Endpoint, raw: bytes, player: Player) -> None:
    assert_is_error(ask(endpoint, player, raw=raw), 400, "parse_error")


@named(WITH_BODY)
def test_a_body_beyond_16_kib_is_413(endpoint: Endpoint, player: Player) -> None:
    assert_is_error(ask(endpoint, player, raw=b'"' + b"x" * 16_383 + b'"'), 413, "body_too_large")


@named(WITH_BODY)
@pytest.mark.parametrize("raw", [b"[]", b"1", b"null", b'"text"'])
def test_a_body_that_is_no_object_is_400(endpoint: Endpoint, raw: bytes, player: Player) -> None:
    answer = ask(endpoint, player, raw=raw)
    assert answer.status == 400
    assert answer.json["type"] == "validation_error"


@pytest.mark.parametrize("path", ["/nowhere/", "/api/game/", "/api/game/play", "/auth/api/sessions/1/", "/%00/"])
def test_an_unknown_address_is_404_in_json(path: str) -> None:
    assert_is_error(call("GET", path), 404, "not_found")


@named(EVERYTHING)
def test_every_answer_carries_the_id_of_its_request(endpoint: Endpoint, player: Player) -> None:
    assert ask(endpoint, player, X_REQUEST_ID="edge-4711").headers["X-Request-ID"] == "edge-4711"
    made = call("PUT", endpoint.path).headers["X-Request-ID"]
    assert uuid.UUID(hex=made)


@pytest.mark.parametrize("offered", ["", "a b", "ü", "x" * 129, '"quoted"'])
def test_an_id_that_could_spoil_a_log_is_replaced(offered: str) -> None:
    given = call("GET", "/health/live/", X_REQUEST_ID=offered).headers["X-Request-ID"]
    assert uuid.UUID(hex=given)


def test_a_player_cannot_end_the_session_of_another(player: Player) -> None:
    other = registered()
    theirs = other.get("/auth/api/sessions/").json[0]["id"]
    assert_is_error(player.delete(f"/auth/api/sessions/{theirs}/"), 404, "not_found")
    assert other.get("/auth/api/user/").status == 200


def validate_answer(endpoint: Endpoint, answer: Answer) -> None:
    responses = openapi()["paths"][endpoint.path][endpoint.method.lower()]["responses"]
    schema = responses[str(answer.status)]["content"]["application/json"]["schema"]
    whole = {**schema, "components": openapi()["components"]}
    Draft202012Validator(whole, format_checker=FormatChecker()).validate(answer.json)
    examples = responses[str(answer.status)]["content"]["application/json"]["examples"].values()
    assert members(answer.json) in [members(example["value"]) for example in examples]


def members(value: Any) -> Any:
    """The members of an object, or of the first object in a list."""
    first = value[0] if isinstance(value, list) and value else value
    return set(first) if isinstance(first, dict) else type(first)


def test_endpoints_with_a_password_wait_for_its_hash_without_a_thread() -> None:
    taking = set()
    for path, methods in openapi()["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            if {"password", "current_password"} & properties(content.get("schema", {})):
                taking.add((method.upper(), path))
    assert len(taking) >= 9
    assert {path for _, path in taking} - {"/auth/api/password/check/"} <= hashing_paths.PATHS  # hashes nothing
    assert {method for method, _ in taking} <= hashing_paths.METHODS
    for path in hashing_paths.PATHS:
        resolve(path)


def properties(schema: dict[str, Any]) -> set[str]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found = openapi()["components"]["schemas"][name] if name else schema
    parts = [part for key in ("allOf", "anyOf", "oneOf") for part in found.get(key, [])]
    return set(found.get("properties", {})).union(*map(properties, parts))

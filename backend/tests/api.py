"""The REST API as a client uses it, with real tokens and JSON."""

from __future__ import annotations

import itertools
import json
from typing import Any

from django.http import HttpResponse
from rest_framework.test import APIClient

from tests import used_secrets

PASSWORD = "correct horse battery staple"

_numbers = itertools.count(1)

# Loads the middleware once, like a server, instead of for each call.
_handler = APIClient().handler
_handler.load_middleware()


class Answer:
    """The status, the headers and the parsed body."""

    def __init__(self, response: HttpResponse) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.cookies = response.cookies
        self.raw = b"".join(response) if response.streaming else response.content
        is_json = response.headers.get("Content-Type", "").startswith("application/json")
        self.json: Any = json.loads(self.raw) if is_json and self.raw else None

    @property
    def codes(self) -> set[tuple[str, str | None]]:
        """The (code, attr) of every error."""
        return {(error["code"], error["attr"]) for error in self.json["errors"]}


def call(
    method: str, path: str, body: Any = None, *, token: str | None = None, raw: bytes | None = None, **headers: Any
) -> Answer:
    """`raw` is sent unchanged. Headers have their WSGI names without HTTP_; REMOTE_ADDR is the peer."""
    content_type = headers.pop("CONTENT_TYPE", "application/json")
    environment = {name if name == "REMOTE_ADDR" else f"HTTP_{name}": value for name, value in headers.items()}
    if token:
        environment["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    data = raw if raw is not None else (b"" if body is None else json.dumps(body).encode())
    cookies = [cookie.partition("=")[2] for cookie in headers.get("COOKIE", "").split(";")]
    used_secrets.suite.used(body, token, headers.get("AUTHORIZATION"), *cookies)
    client = APIClient(raise_request_exception=False)
    client.handler = _handler
    answer = Answer(client.generic(method, path, data, content_type=content_type, **environment))  # type: ignore[arg-type]
    used_secrets.suite.used(answer.json, *(cookie.value for cookie in answer.cookies.values()))
    return answer


class Player:
    """A player who is signed in."""

    def __init__(self, signed_in: dict[str, Any], password: str = PASSWORD) -> None:
        self.user = signed_in["user"]
        self.id: int = self.user["id"]
        self.access: str = signed_in["access"]
        self.refresh: str | None = signed_in.get("refresh")
        self.password = password

    def get(self, path: str, **headers: Any) -> Answer:
        return call("GET", path, token=self.access, **headers)

    def post(self, path: str, body: Any = None, **headers: Any) -> Answer:
        return call("POST", path, body, token=self.access, **headers)

    def patch(self, path: str, body: Any) -> Answer:
        return call("PATCH", path, body, token=self.access)

    def delete(self, path: str, body: Any = None) -> Answer:
        return call("DELETE", path, body, token=self.access)

    def play(self, number: Any, key: str | None = None) -> Answer:
        headers = {} if key is None else {"IDEMPOTENCY_KEY": key}
        return self.post("/api/game/play/", {"number": number}, **headers)

    def sign_in_again(self) -> Player:
        """The same player on another device."""
        body = {"email": self.user["email"], "password": self.password}
        return Player(call("POST", "/auth/api/login/", body).json, self.password)


def registered(**members: Any) -> Player:
    number = next(_numbers)
    body = {"username": f"player_{number}", "email": f"player{number}@example.com", "password": PASSWORD, **members}
    answer = call("POST", "/auth/api/register/", body)
    assert answer.status == 201, answer.raw
    return Player(answer.json, body["password"])

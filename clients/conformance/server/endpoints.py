"""The endpoints that return a single response."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conformance.server.http import Request, error_body
from conformance.server.results import result_of
from conformance.server.scene import Scene

Answer = tuple[int, Any]
USER = {"id": 1, "username": "ada", "email": "ada@example.com", "email_verified": True, "language": "en"}


def sign_in(scene: Scene, request: Request) -> Answer:
    status = 201 if request.path.endswith("register/") else 200
    return status, {"user": {**USER, "date_joined": "2026-11-23T20:00:00Z"}, **scene.tokens.issue(scene.now())}


def refresh(scene: Scene, request: Request) -> Answer:
    tokens = scene.tokens.refresh(request.json().get("refresh"), scene.now())
    return (401, error_body("session_ended")) if tokens is None else (200, tokens)


def sign_out(scene: Scene, _: Request) -> Answer:
    scene.tokens.ended = True
    return 204, None


def user(_: Scene, __: Request) -> Answer:
    return 200, USER


def poll(scene: Scene, request: Request) -> Answer:
    since, size = int(request.query["since"]), int(request.query.get("page_size", "20"))
    last = min(scene.newest, since + size)
    return 200, {"results": [result_of(seq) for seq in range(since + 1, last + 1)], "seq": scene.newest}


def play(scene: Scene, request: Request) -> Answer:
    key = request.headers.get("idempotency-key")
    seq = scene.plays.get(key or "", scene.newest + 1)
    if seq > scene.newest:
        scene.plays[key or ""] = seq
        scene.commit(seq)
    return 200, {**result_of(seq), "number": request.json()["number"]}


# By method and path: the kind, whether it needs a token, and the response.
ENDPOINTS: dict[tuple[str, str], tuple[str, bool, Callable[[Scene, Request], Answer]]] = {
    ("POST", "/auth/api/login/"): ("sign_ins", False, sign_in),
    ("POST", "/auth/api/register/"): ("sign_ins", False, sign_in),
    ("POST", "/auth/api/token/refresh/"): ("refreshes", False, refresh),
    ("POST", "/auth/api/logout/"): ("sign_outs", True, sign_out),
    ("GET", "/auth/api/user/"): ("users", True, user),
    ("GET", "/api/game/results/"): ("polls", True, poll),
    ("POST", "/api/game/play/"): ("plays", True, play),
}


def details_of(scene: Scene, kind: str, request: Request) -> dict[str, Any]:
    """The properties of a request that a case can check, in addition to its token."""
    if kind == "plays":
        key = scene.log.key_name(request.headers.get("idempotency-key"))
        return {"number": request.json().get("number"), "key": key}
    if kind == "polls":
        return {"since": int(request.query.get("since", "-1"))}
    if kind == "refreshes":
        return {"refresh": request.json().get("refresh")}
    if kind == "sign_ins":
        return {"path": request.path, "body": request.json()}
    return {}

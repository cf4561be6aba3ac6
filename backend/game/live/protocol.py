"""The socket protocol: parses the commands of a client and renders the frames for it. Imports no framework.

`parse` accepts any text: it returns a command or a `Refusal`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from core import json as strict_json
from game import rules
from game.idempotency import MAX_KEY_LENGTH, is_key

ErrorCode = Literal[
    "parse_error",
    "invalid",
    "required",
    "unknown_type",
    "throttled",
    "invalid_token",
    "idempotency_key_reused",
    "service_unavailable",
]
ERROR_CODES: tuple[str, ...] = get_args(ErrorCode)


@dataclass(frozen=True)
class Play:
    number: int
    key: str | None = None


@dataclass(frozen=True)
class Ping:
    pass


@dataclass(frozen=True)
class Resume:
    since: int


@dataclass(frozen=True)
class Authenticate:
    token: str


@dataclass(frozen=True)
class Refusal:
    """Why a frame is refused. `attr` names the invalid member."""

    code: ErrorCode
    detail: str
    attr: str | None = None


Command = Play | Ping | Resume | Authenticate | Refusal


def parse(text: str) -> Command:
    try:
        frame = strict_json.loads(text)
    except strict_json.Refusal as refusal:
        return Refusal("parse_error", str(refusal))
    if not isinstance(frame, dict):
        return Refusal("invalid", "A frame must be a JSON object.")
    kind = frame.get("type")
    if "type" in frame and (not isinstance(kind, str) or kind not in COMMANDS):
        return Refusal("unknown_type", f"The type must be one of: {', '.join(filter(None, COMMANDS))}.", "type")
    return COMMANDS[kind](frame)


def is_position(value: object) -> bool:
    return type(value) is int and value >= 0


def result_frame(result: bytes, *, key: str | None = None, replayed: bool = False) -> str:
    """`result` is the JSON of the HTTP response. Only the socket that sent the play receives its `key`."""
    extra = (f',"key":{json.dumps(key)}' if key is not None else "") + (',"replayed":true' if replayed else "")
    return f'{{"type":"game_result",{result[1:-1].decode()}{extra}}}'


def pong_frame(seq: int) -> str:
    return _frame(type="pong", seq=seq)


def resync_frame(seq: int) -> str:
    return _frame(type="resync", seq=seq)


def authenticated_frame(expires_at: str) -> str:
    return _frame(type="authenticated", expires_at=expires_at)


def error_frame(refusal: Refusal, **extra: object) -> str:
    return _frame(type="error", code=refusal.code, detail=refusal.detail, attr=refusal.attr, **extra)


def _play(frame: dict[str, Any]) -> Play | Refusal:
    if "number" not in frame:
        return Refusal("required", "A frame must have a type or a number.", "number")
    if not rules.is_valid(frame["number"]):
        return Refusal("invalid", f"Use a whole number from {rules.LOWEST} to {rules.HIGHEST}.", "number")
    key = frame.get("key")
    if key is not None and not is_key(key):
        return Refusal("invalid", f"A key must have 1 to {MAX_KEY_LENGTH} printable ASCII characters.", "key")
    return Play(frame["number"], key)


def _ping(_frame: dict[str, Any]) -> Ping:
    return Ping()


def _resume(frame: dict[str, Any]) -> Resume | Refusal:
    since = frame.get("since")
    if not is_position(since):
        return Refusal("invalid", "Use the seq of the last result you received, or 0.", "since")
    return Resume(frame["since"])


def _authenticate(frame: dict[str, Any]) -> Authenticate | Refusal:
    token = frame.get("token")
    if not isinstance(token, str):
        return Refusal("invalid", "An access token is required.", "token")
    return Authenticate(token)


# The parsers by frame type. Plays have no type.
COMMANDS: dict[str | None, Callable[[dict[str, Any]], Command]] = {
    None: _play,
    "ping": _ping,
    "resume": _resume,
    "auth": _authenticate,
}


def _frame(**members: object) -> str:
    return json.dumps(members, separators=(",", ":"), ensure_ascii=False)


SEQ = {"type": "integer", "minimum": 0}
TIME = {"type": "string", "format": "date-time"}


class Frame(NamedTuple):
    """A frame as the AsyncAPI document describes it. The examples are frames as they are sent, by their titles."""

    summary: str
    members: dict[str, Any]
    examples: dict[str, str]


OPTIONAL = {"key", "replayed", "retry_after"}  # the members that may be missing

# The commands by name. A test checks that each is also in COMMANDS.
CLIENT_FRAMES = {
    "play": Frame(
        "Play a number",
        {
            "number": {"type": "integer", "minimum": rules.LOWEST, "maximum": rules.HIGHEST},
            "key": {
                "type": "string",
                "minLength": 1,
                "maxLength": MAX_KEY_LENGTH,
                "pattern": "^[ -~]+$",
                "description": "An idempotency key. A retry with the same key returns the stored result.",
            },
        },
        {
            "A play": '{"number": 842}',
            "A play that can be retried safely": '{"number": 842, "key": "5f0c9a52-6d0a-4a55-9f0e-2f3b8a1c7d10"}',
        },
    ),
    "ping": Frame("Request the newest `seq`", {"type": {"const": "ping"}}, {"A ping": '{"type": "ping"}'}),
    "resume": Frame(
        "Request the results after a `seq`",
        {
            "type": {"const": "resume"},
            "since": {**SEQ, "description": "The newest `seq` that the client has received."},
        },
        {"After a gap": '{"type": "resume", "since": 6}'},
    ),
    "auth": Frame(
        "Reauthenticate with a new access token",
        {"type": {"const": "auth"}, "token": {"type": "string", "description": "A new access token."}},
        {"Before the token expires": '{"type": "auth", "token": "eyJhbGciOi…"}'},
    ),
}

# The frames by type. Those of results and errors are in `game.live.asyncapi_frames`.
SERVER_FRAMES = {
    "pong": Frame("The newest `seq`", {"type": {"const": "pong"}, "seq": SEQ}, {"The newest result": pong_frame(7)}),
    "resync": Frame(
        "Results have to be read over HTTP",
        {
            "type": {"const": "resync"},
            "seq": {
                **SEQ,
                "description": "The newest `seq`. If the database was restored, it can be lower than the client's.",
            },
        },
        {"Too many results are missing": resync_frame(1007)},
    ),
    "authenticated": Frame(
        "The new access token was accepted",
        {"type": {"const": "authenticated"}, "expires_at": TIME},
        {"Extended": authenticated_frame("2026-01-31T12:00:00.000000Z")},
    ),
}

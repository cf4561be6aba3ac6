"""The AsyncAPI 3 document of the socket."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.views import Public
from game import rules
from game.idempotency import MAX_KEY_LENGTH
from game.live.protocol import ERROR_CODES

SEQ = {"type": "integer", "minimum": 0}
TIME = {"type": "string", "format": "date-time"}

CLIENT_FRAMES: dict[str, dict[str, Any]] = {
    "play": {
        "number": {"type": "integer", "minimum": rules.LOWEST, "maximum": rules.HIGHEST},
        "key": {"type": "string", "minLength": 1, "maxLength": MAX_KEY_LENGTH, "pattern": "^[ -~]+$"},
    },
    "ping": {"type": {"const": "ping"}},
    "resume": {"type": {"const": "resume"}, "since": SEQ},
    "auth": {"type": {"const": "auth"}, "token": {"type": "string"}},
}

SERVER_FRAMES: dict[str, dict[str, Any]] = {
    "game_result": {
        "type": {"const": "game_result"},
        "id": {"type": "integer"},
        "seq": {"type": "integer", "minimum": 1},
        "number": {"type": "integer", "minimum": rules.LOWEST, "maximum": rules.HIGHEST},
        "result": {"enum": [rules.WIN, rules.LOSE]},
        "prize": {"type": ["number", "null"]},
        "played_at": TIME,
        "key": {"type": "string", "description": "Only to the sender of the play"},
        "replayed": {"const": True, "description": "Only where the key had been used before"},
    },
    "pong": {"type": {"const": "pong"}, "seq": SEQ},
    "resync": {
        "type": {"const": "resync"},
        "seq": {**SEQ, "description": "The newest result; may be below what the client has, after a restore"},
    },
    "authenticated": {"type": {"const": "authenticated"}, "expires_at": TIME},
    "error": {
        "type": {"const": "error"},
        "code": {"enum": list(ERROR_CODES)},
        "detail": {"type": "string"},
        "attr": {"type": ["string", "null"]},
        "retry_after": {"type": "number", "description": "Seconds; with throttled and service_unavailable"},
    },
}

OPTIONAL = {"key", "replayed", "retry_after"}

DESCRIPTION = """\
Results are carried by the database: every open socket has every committed result of its player, in seq order, once,
within 5 s. There is no greeting. The access token comes as the subprotocols `numberplay.v1, bearer.<token>`, as
`Authorization: Bearer`, or as `?token=`; `?since=seq` replays what came after. Frames of a client are at most 4 KiB.

`resync` means: drop what comes after its `seq`, read the rest over HTTP, and go on from there. It is sent where more
than 500 results are missing, and where the client is ahead of the server, which was restored to an earlier moment.

A `resume` costs one token for each 50 results that it sends, at least one, of 20 that all sockets of the player in a
process share and of which one comes back each second; without enough of them it is `throttled`, with the attr `since`.
One that is sent while another is being answered is merged with it. `?since=` costs the same, and waits for its tokens.

Close codes: 4401 signed out or expired; 1002 not RFC 6455; 1003 not text; 1007 not UTF-8; 1008 flooding; 1009 too big;
1012 restarting; 1013 overloaded or too slow. After 1012 and 1013 come back with jittered delay; after 4401 with a new
token.
"""


def document() -> dict[str, Any]:
    messages = {name: _message(name, members) for name, members in {**CLIENT_FRAMES, **SERVER_FRAMES}.items()}
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "NumberPlay", "version": settings.VERSION, "description": DESCRIPTION},
        "channels": {
            "game": {
                "address": "/ws/game/",
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
            }
        },
        "operations": {
            "send": _operation("receive", "What a client may send", CLIENT_FRAMES),
            "hear": _operation("send", "What a client hears", SERVER_FRAMES),
        },
        "components": {"messages": messages},
    }


def _message(name: str, members: dict[str, Any]) -> dict[str, Any]:
    payload = {
        "type": "object",
        "properties": members,
        "required": [member for member in members if member not in OPTIONAL],
    }
    return {"name": name, "contentType": "application/json", "payload": payload}


def _operation(action: str, summary: str, frames: dict[str, Any]) -> dict[str, Any]:
    references = [{"$ref": f"#/channels/game/messages/{name}"} for name in frames]
    return {"action": action, "channel": {"$ref": "#/channels/game"}, "summary": summary, "messages": references}


class AsyncAPIView(Public):
    @extend_schema(responses=OpenApiTypes.OBJECT, auth=[], exclude=True)
    def get(self, request: Request) -> Response:
        return Response(document())

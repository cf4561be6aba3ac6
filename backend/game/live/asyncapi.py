"""The AsyncAPI 3 document, which describes the socket."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.openapi.schema import members_of
from core.api.views import PublicView
from game.live import protocol
from game.representations import ResultSerializer

RESULT = {
    "type": {"const": "game_result"},
    **members_of(ResultSerializer()),
    "key": {"type": "string", "description": "Sent only to the socket that made the play."},
    "replayed": {"const": True, "description": "Sent only if the key had been used before."},
}
SERVER_FRAMES = {"game_result": RESULT, **protocol.SERVER_FRAMES}
OPTIONAL = {"key", "replayed", "retry_after"}

DESCRIPTION = """\
Every open socket receives every committed result of its player, in `seq` order, once, within 5 s. The server sends no
greeting. Send the access token as the subprotocols `numberplay.v1, bearer.<token>`, as `Authorization: Bearer`, or as
`?token=`. Connect with `?since=seq` to first receive the results after that one. A frame from a client can be at most
4 KiB.

When you receive `resync`, discard the results after its `seq`, read the rest over HTTP, and continue from there. It is
sent if more than 500 results are missing, or if the client is ahead of the server because the database was restored to
an earlier time.

A `resume` costs one token for every 50 results it returns, and at least one. The sockets of a player share 20 tokens
per process, and one token is added back each second. Without enough tokens it is refused with the error `throttled` and
the attr `since`. A `resume` sent while another one is being answered is merged with it. `?since=` costs the same, but
waits for its tokens.

Close codes: 4401 signed out or token expired; 1002 violation of RFC 6455; 1003 not text; 1007 not UTF-8; 1008 flooding;
1009 frame too big; 1012 server restarting; 1013 overloaded, or the client reads too slowly. After 1012 and 1013,
reconnect with a jittered delay; after 4401, reconnect with a new token.
"""


def document() -> dict[str, Any]:
    messages = {name: _message(name, members) for name, members in {**protocol.CLIENT_FRAMES, **SERVER_FRAMES}.items()}
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
            "send": _operation("receive", "Messages that a client can send", protocol.CLIENT_FRAMES),
            "receive": _operation("send", "Messages that a client receives", SERVER_FRAMES),
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


class AsyncAPIView(PublicView):
    @extend_schema(responses=OpenApiTypes.OBJECT, auth=[], exclude=True)
    def get(self, request: Request) -> Response:
        return Response(document())

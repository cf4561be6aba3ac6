"""The AsyncAPI 3 document, which describes the socket and the event stream."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from core.api.openapi.schema import members_of
from game.live import asyncapi_stream, frame_examples, protocol
from game.live.asyncapi_connection import BINDINGS, HTTP_SERVERS, SCHEMES, SERVERS
from game.representations import ResultSerializer

RESULT = {
    "type": {"const": "game_result"},
    **members_of(ResultSerializer()),
    "key": {"type": "string", "description": "Sent only to the socket that sent the play."},
    "replayed": {"const": True, "description": "Sent only if the key was used before."},
}
SERVER_FRAMES = {"game_result": RESULT, **protocol.SERVER_FRAMES}
OPTIONAL = {"key", "replayed", "retry_after"}

DESCRIPTION = """\
Every open socket receives every committed result of its player exactly once, in `seq` order, within 5 s. The server
sends no greeting. Send the access token as the subprotocols `numberplay.v1, bearer.<token>`, as
`Authorization: Bearer`, or as `?token=`. Connect with `?since=seq` to first receive the results after that `seq`. A
frame from a client can be at most 4 KiB.

When you receive `resync`, discard any results after its `seq`, read the missing ones over HTTP, and continue from
there. It is sent if more than 500 results are missing, or if the client is ahead of the server because the database was
restored to an earlier time.

A `resume` costs one token for every 50 results it returns, and at least one. The sockets of a player share 20 tokens
per process, and one token is added back each second. If there aren't enough tokens, it is refused with the error
`throttled` and the attr `since`. A `resume` sent while another one is being answered is merged with it. `?since=` costs
the same, but waits for its tokens.

Close codes: 4401 signed out or token expired; 1002 violation of RFC 6455; 1003 not text; 1007 not UTF-8; 1008 flooding;
1009 frame too big; 1012 server restarting; 1013 server overloaded, or client reads too slowly. After 1012 and 1013,
reconnect with a jittered delay; after 4401, reconnect with a new token.
"""


SUMMARIES = {
    "play": "Play a number",
    "ping": "Request the newest `seq`",
    "resume": "Request the results after a `seq`",
    "auth": "Reauthenticate with a new access token",
    "game_result": "A committed result",
    "pong": "The newest `seq`",
    "resync": "Results have to be read over HTTP",
    "authenticated": "The new access token was accepted",
    "error": "A frame was refused; the socket stays open",
}


def document() -> dict[str, Any]:
    messages = {name: _message(name, members) for name, members in {**protocol.CLIENT_FRAMES, **SERVER_FRAMES}.items()}
    return {
        "asyncapi": "3.1.0",
        "info": _info(),
        "defaultContentType": "application/json",
        "servers": {**SERVERS, **HTTP_SERVERS},
        "channels": {
            "game": {
                "address": "/ws/game/",
                "description": "Send plays and receive all results of a player over WebSocket.",
                "servers": [{"$ref": f"#/servers/{name}"} for name in SERVERS],
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
                "bindings": BINDINGS,
            },
            "stream": asyncapi_stream.CHANNEL,
        },
        "operations": {
            "send": _operation("receive", "Messages that a client can send", protocol.CLIENT_FRAMES),
            "receive": _operation("send", "Messages that a client receives", SERVER_FRAMES),
            "stream": asyncapi_stream.OPERATION,
        },
        "components": {"messages": messages, "securitySchemes": SCHEMES},
    }


def _info() -> dict[str, Any]:
    openapi = settings.SPECTACULAR_SETTINGS
    return {
        "title": openapi["TITLE"],
        "version": openapi["VERSION"],
        "description": DESCRIPTION,
        "license": {"name": openapi["LICENSE"]["name"]},
        "contact": openapi["CONTACT"],
        "tags": [tag for tag in openapi["TAGS"] if tag["name"] == "Game"],
    }


def _message(name: str, members: dict[str, Any]) -> dict[str, Any]:
    examples = {**frame_examples.CLIENT, **frame_examples.SERVER}[name]
    payload = {
        "type": "object",
        "properties": members,
        "required": [member for member in members if member not in OPTIONAL],
    }
    return {
        "name": name,
        "summary": SUMMARIES[name],
        "contentType": "application/json",
        "payload": payload,
        "examples": [{"name": title, "payload": example} for title, example in examples.items()],
    }


def _operation(action: str, summary: str, frames: dict[str, Any]) -> dict[str, Any]:
    return {
        "action": action,
        "channel": {"$ref": "#/channels/game"},
        "summary": summary,
        "description": " ".join(f"`{name}`: {SUMMARIES[name]}." for name in frames),
        "messages": [{"$ref": f"#/channels/game/messages/{name}"} for name in frames],
    }

"""The AsyncAPI 3 document, which describes the socket and the event stream."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings

from game.live import asyncapi_stream, protocol
from game.live.asyncapi_connection import BINDINGS, HTTP_SERVERS, SCHEMES, SERVERS
from game.live.asyncapi_frames import SERVER_FRAMES, described_frames
from game.live.protocol import Frame

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


def document() -> dict[str, Any]:
    messages = {name: _message(name, frame) for name, frame in described_frames().items()}
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


def _message(name: str, frame: Frame) -> dict[str, Any]:
    payload = {
        "type": "object",
        "properties": frame.members,
        "required": [member for member in frame.members if member not in protocol.OPTIONAL],
    }
    return {
        "name": name,
        "summary": frame.summary,
        "contentType": "application/json",
        "payload": payload,
        "examples": [{"name": title, "payload": json.loads(example)} for title, example in frame.examples.items()],
    }


def _operation(action: str, summary: str, frames: dict[str, Frame]) -> dict[str, Any]:
    return {
        "action": action,
        "channel": {"$ref": "#/channels/game"},
        "summary": summary,
        "description": " ".join(f"`{name}`: {frame.summary}." for name, frame in frames.items()),
        "messages": [{"$ref": f"#/channels/game/messages/{name}"} for name in frames],
    }

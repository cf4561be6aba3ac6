"""The event stream as a channel of the AsyncAPI document."""

from __future__ import annotations

from typing import Any

from core.api.openapi.examples import as_json
from core.api.openapi.schema import members_of
from game.live import protocol
from game.live.asyncapi_connection import HTTP_SERVERS, QUERY
from game.live.stream_position import LAST_EVENT_ID
from game.live.stream_view import CONTENT_TYPE
from game.representations import EXAMPLE, ResultSerializer, result_of

DESCRIPTION = (
    "All results of a player as server-sent events, for programs without WebSocket. `?since=seq`, or the"
    f" `{LAST_EVENT_ID}` header, which takes precedence, resumes without gaps or duplicates. A comment is sent after"
    " 20 s of silence."
)


def _message(event: str, summary: str, members: dict[str, Any], example: dict[str, Any]) -> dict[str, Any]:
    """Describes the `data` of the event as the payload, and its other fields as headers."""
    fields = {"id": {"type": "string", "pattern": "^[0-9]{1,19}$"}, "event": {"const": event}}
    headers = {"id": str(example["seq"]), "event": event}
    return {
        "name": event,
        "summary": summary,
        "contentType": "application/json",
        "headers": {"type": "object", "properties": fields, "required": list(fields)},
        "payload": {"type": "object", "properties": members, "required": list(members)},
        "examples": [{"name": "An event", "headers": headers, "payload": example}],
    }


MESSAGES = {
    "stream_result": _message(
        "game_result", "A committed result", members_of(ResultSerializer()), as_json(result_of(EXAMPLE))
    ),
    "stream_resync": _message(
        "resync",
        "Results have to be read over HTTP",
        protocol.SERVER_FRAMES["resync"].members,
        {"type": "resync", "seq": EXAMPLE.seq + 1000},
    ),
}
CHANNEL = {
    "address": "/api/game/results/stream/",
    "description": DESCRIPTION,
    "servers": [{"$ref": f"#/servers/{name}"} for name in HTTP_SERVERS],
    "messages": MESSAGES,
}
OPERATION = {
    "action": "send",
    "channel": {"$ref": "#/channels/stream"},
    "summary": "Events in the stream",
    "description": f"The response is `{CONTENT_TYPE}`. The payload of a message is the `data` of an event.",
    "messages": [{"$ref": f"#/channels/stream/messages/{name}"} for name in MESSAGES],
    "bindings": {
        "http": {"method": "GET", "query": {"type": "object", "properties": QUERY}, "bindingVersion": "0.3.0"}
    },
}

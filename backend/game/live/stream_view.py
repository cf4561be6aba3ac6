"""The view of the event stream, with its documentation, headers and errors.

The socket tier sends the events (`core.servers.event_streams`). A server that can't keep a stream open sends the
results that the client has missed and ends the response; an `EventSource` then reconnects, which amounts to polling.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request

from core.api.openapi.errors import error_response
from core.api.renderers import dumps
from core.api.views import PrivateView
from core.servers.event_streams import is_opened
from core.sockets.event_stream import first_block
from game import selectors
from game.live.stream import result_event, resync_event
from game.live.stream_position import LAST_EVENT_ID, invalid_position, position_of
from game.positions import SEQ_SCHEMA
from game.representations import EXAMPLE, result_of

CONTENT_TYPE = "text/event-stream"
MAX_RESULTS = 100

RESYNC_SCHEMA = {
    "type": "object",
    "properties": {"type": {"const": "resync"}, "seq": {"type": "integer", "minimum": 0}},
    "required": ["type", "seq"],
}
# Describes a single event, because OpenAPI before 3.2 can't describe a sequence of events.
EVENT_SCHEMA = {
    "type": "object",
    "description": "A server-sent event.",
    "properties": {
        "id": {"type": "string", "pattern": "^[0-9]{1,19}$", "description": "The `seq`, to resume the stream from."},
        "event": {"type": "string", "enum": ["game_result", "resync"]},
        "data": {
            "type": "string",
            "contentMediaType": "application/json",
            "contentSchema": {"anyOf": [{"$ref": "#/components/schemas/GameResult"}, RESYNC_SCHEMA]},
        },
    },
    "required": ["id", "event", "data"],
}
# Some tools read one event at a time; others, such as openapi-python-client, read the whole text.
STREAM_SCHEMA = {"anyOf": [EVENT_SCHEMA, {"type": "string", "description": "The whole stream as text."}]}

EVENT = {"id": str(EXAMPLE.seq), "event": "game_result", "data": dumps(result_of(EXAMPLE)).decode()}

PARAMETERS = [
    OpenApiParameter("since", SEQ_SCHEMA, description="Send the results after this `seq` first."),
    OpenApiParameter(
        LAST_EVENT_ID, SEQ_SCHEMA, OpenApiParameter.HEADER, description="Like `since`, over which it takes precedence."
    ),
    OpenApiParameter(
        "token", str, description="The access token, for clients that can't send an `Authorization` header."
    ),
]


class StreamView(PrivateView):
    token_in_query = True

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if not is_opened(request._request):
            super().initial(request, *args, **kwargs)

    @extend_schema(
        operation_id="streamResults",
        tags=["Game"],
        parameters=PARAMETERS,
        responses={
            (200, CONTENT_TYPE): OpenApiResponse(
                STREAM_SCHEMA, description="Server-sent events.", examples=[OpenApiExample("Event", EVENT)]
            ),
            400: error_response(invalid_position("since")),
        },
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Receive every result as a server-sent event, as soon as it is stored."""
        response: HttpResponseBase
        if is_opened(request._request):
            response = StreamingHttpResponse((), content_type=CONTENT_TYPE)
        else:
            response = HttpResponse(_missed(self.owner_id, position_of(request._request)), content_type=CONTENT_TYPE)
        response["X-Accel-Buffering"] = "no"  # for proxies that would otherwise buffer it
        return response


def _missed(player_id: int, since: int | None) -> bytes:
    if since is None:
        return first_block(selectors.newest_seq(player_id))
    newest, results = selectors.results_since(player_id, since, MAX_RESULTS)
    blocks = [result_event(seq, result) for seq, result in enumerate(results, since + 1)]
    return first_block(since) + (resync_event(newest) if since > newest else b"".join(blocks))

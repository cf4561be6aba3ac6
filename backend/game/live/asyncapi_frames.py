"""All frames for the AsyncAPI document: those of the protocol, and a result and an error, whose descriptions and
examples need more than the protocol.
"""

from __future__ import annotations

from typing import cast

from core.api.openapi.schema import members_of
from core.api.renderers import dumps
from game.live import protocol, refusals
from game.live.protocol import Frame
from game.representations import EXAMPLE, ResultSerializer, result_of

KEY = "5f0c9a52-6d0a-4a55-9f0e-2f3b8a1c7d10"

_RESULT = dumps(result_of(EXAMPLE))
_THROTTLED = refusals.Throttled("plays", 0.5)


def _refused(text: str) -> str:
    return protocol.error_frame(cast("protocol.Refusal", protocol.parse(text)))


RESULT = Frame(
    "A committed result",
    {
        "type": {"const": "game_result"},
        **members_of(ResultSerializer()),
        "key": {"type": "string", "description": "Sent only to the socket that sent the play."},
        "replayed": {"const": True, "description": "Sent only if the key was used before."},
    },
    {
        "A play on another connection": protocol.result_frame(_RESULT),
        "A play on this socket": protocol.result_frame(_RESULT, key=KEY),
        "A retried play on this socket": protocol.result_frame(_RESULT, key=KEY, replayed=True),
    },
)
ERROR = Frame(
    "A frame was refused; the socket stays open",
    {
        "type": {"const": "error"},
        "code": {"enum": list(protocol.ERROR_CODES)},
        "detail": {"type": "string", "description": "For people. Programs should use `code`."},
        "attr": {"type": ["string", "null"], "description": "The member that caused the error, if any."},
        "retry_after": {
            "type": "number",
            "description": "Seconds until the client may try again. Sent with `throttled` and `service_unavailable`.",
        },
    },
    {
        "Not JSON": _refused("{"),
        "An invalid number": _refused('{"number": 0}'),
        "A key used with another number": protocol.error_frame(refusals.KEY_REUSED),
        "Too many plays": protocol.error_frame(_THROTTLED.refusal, retry_after=_THROTTLED.seconds),
        "The database is unavailable": protocol.error_frame(refusals.SERVICE_UNAVAILABLE, retry_after=1),
    },
)

SERVER_FRAMES = {"game_result": RESULT, **protocol.SERVER_FRAMES, "error": ERROR}


def described_frames() -> dict[str, Frame]:
    """Returns the frames of clients and those of the server."""
    if both := protocol.CLIENT_FRAMES.keys() & SERVER_FRAMES.keys():
        raise ValueError(f"{', '.join(both)}: a command and a frame of the server need different names.")
    return {**protocol.CLIENT_FRAMES, **SERVER_FRAMES}

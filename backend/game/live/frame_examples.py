"""Examples of every frame, for the AsyncAPI document. Server frames are rendered by the protocol itself."""

from __future__ import annotations

import json
from typing import Any, cast

from core.api.renderers import dumps
from game.live import protocol, refusals
from game.representations import EXAMPLE, result_of, time_text

KEY = "5f0c9a52-6d0a-4a55-9f0e-2f3b8a1c7d10"
RESULT = dumps(result_of(EXAMPLE))
THROTTLED = refusals.Throttled("plays", 0.5)

Examples = dict[str, dict[str, Any]]  # by name

CLIENT: dict[str, Examples] = {
    "play": {
        "A play": {"number": EXAMPLE.number},
        "A play that can be retried safely": {"number": EXAMPLE.number, "key": KEY},
    },
    "ping": {"A ping": {"type": "ping"}},
    "resume": {"After a gap": {"type": "resume", "since": EXAMPLE.seq - 1}},
    "auth": {"Before the token expires": {"type": "auth", "token": "eyJhbGciOi…"}},
}


def _refused(text: str) -> dict[str, Any]:
    refusal = protocol.parse(text)
    return _error(cast("protocol.Refusal", refusal))


def _error(refusal: protocol.Refusal, **extra: object) -> dict[str, Any]:
    return _parsed(protocol.error_frame(refusal, **extra))


def _parsed(frame: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(frame)
    return parsed


SERVER: dict[str, Examples] = {
    "game_result": {
        "A play on another connection": _parsed(protocol.result_frame(RESULT)),
        "A play on this socket": _parsed(protocol.result_frame(RESULT, key=KEY)),
        "A retried play on this socket": _parsed(protocol.result_frame(RESULT, key=KEY, replayed=True)),
    },
    "pong": {"The newest result": _parsed(protocol.pong_frame(EXAMPLE.seq))},
    "resync": {"Too many results are missing": _parsed(protocol.resync_frame(EXAMPLE.seq + 1000))},
    "authenticated": {"Extended": _parsed(protocol.authenticated_frame(time_text(EXAMPLE.played_at) or ""))},
    "error": {
        "Not JSON": _refused("{"),
        "An invalid number": _refused('{"number": 0}'),
        "A key used with another number": _error(refusals.KEY_REUSED),
        "Too many plays": _error(THROTTLED.refusal, retry_after=THROTTLED.seconds),
        "The database is unavailable": _error(refusals.SERVICE_UNAVAILABLE, retry_after=1),
    },
}

"""The trace of a request: the edge's trace, or one derived from the request's id.

The edge's ids are 32 hexadecimal digits, so the id in its log, in `X-Request-ID` and in our logs is also the trace id.
The id of the edge's span is the first half of it, as in `nginx/templates/nginx.conf.template`.
"""

from __future__ import annotations

import hashlib
import re

_TRACE_ID = re.compile(r"(?!0{16})[0-9a-f]{32}")
_TRACEPARENT = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-0[01]")


def traceparent_of(request_id: str) -> str:
    """Returns the W3C header, with the edge's span as the parent."""
    is_id = _TRACE_ID.fullmatch(request_id)
    trace_id = request_id if is_id else hashlib.sha256(request_id.encode()).hexdigest()[:32]
    return f"00-{trace_id}-{trace_id[:16]}-01"


def accepted(traceparent: str | None, request_id: str, *, from_edge: bool) -> str:
    """Returns the request's traceparent if the edge has set it, because any client can send one, or else a new one."""
    if from_edge and traceparent and _TRACEPARENT.fullmatch(traceparent):
        return traceparent
    return traceparent_of(request_id)

"""The position of a client: the `seq` of the last result that it received, as text in a query or a header."""

from __future__ import annotations

import re

SEQ = re.compile(r"[0-9]{1,19}")
SEQ_SCHEMA = {"type": "integer", "minimum": 0, "maximum": 10**19 - 1}
INVALID_SINCE = "since must be the seq of a result, or 0."


def seq_of(text: str) -> int | None:
    """Returns None if the text is neither the seq of a result nor 0. It may exceed every seq, and even 64 bits."""
    return int(text) if SEQ.fullmatch(text) else None

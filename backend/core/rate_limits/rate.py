"""Parses rates such as `120/min` or `off`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNIT_SECONDS = {"sec": 1, "min": 60, "hour": 3600, "day": 86400}
_FORM = re.compile(r"([1-9][0-9]{0,5})/(?:([1-9][0-9]{0,3}))?(sec|min|hour|day)")


@dataclass(frozen=True)
class Rate:
    """Allows at most `limit` events in any period of `seconds` seconds."""

    limit: int
    seconds: int

    @classmethod
    def parse(cls, text: str) -> Rate | None:
        """Parses `N/sec|min|hour|day`, in which the unit may have a count (`5/5min`). Returns None for `off`.

        Raises ValueError for any other text.
        """
        if text == "off":
            return None
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not N/sec, N/min, N/hour, N/day or off")
        limit, count, unit = match.groups()
        return cls(limit=int(limit), seconds=int(count or 1) * _UNIT_SECONDS[unit])

"""The id of a request, which is sent as `X-Request-ID` and logged."""

from __future__ import annotations

import re
import secrets

REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")


def request_id_from(offered: str | None) -> str:
    """Returns the offered id if it is valid, or else a new id."""
    return offered if offered and REQUEST_ID.fullmatch(offered) else secrets.token_hex(16)

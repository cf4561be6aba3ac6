"""The lifetime of an access token."""

from __future__ import annotations

import base64
import binascii
import json


def lifetime_of(token: str) -> float:
    """The remaining seconds, counted from its arrival, so that a wrong clock has no effect. 0 if it can't be parsed."""
    try:
        claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
        return float(claims["exp"] - claims["iat"])
    except (IndexError, KeyError, TypeError, ValueError, binascii.Error):
        return 0

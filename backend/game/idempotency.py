"""Idempotency keys over HTTP and on the socket."""

from __future__ import annotations

MAX_KEY_LENGTH = 128


def is_key(value: object) -> bool:
    """An idempotency key is 1 to 128 printable ASCII characters."""
    return isinstance(value, str) and 1 <= len(value) <= MAX_KEY_LENGTH and value.isascii() and value.isprintable()

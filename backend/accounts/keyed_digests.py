"""Computes keyed digests with the secret key and, while it is being rotated, with its fallbacks."""

from __future__ import annotations

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac


def keys() -> list[str]:
    """Returns the keys, newest first."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def digests(salt: str, text: str) -> list[str]:
    """Returns one digest per key, newest first. Store and hand out the first one, and accept any of them."""
    return [salted_hmac(salt, text, secret=key, algorithm="sha256").hexdigest() for key in keys()]


def pseudonym_of(email: str) -> str:
    """Returns a stand-in for an address in logs and in Redis. Repeats are visible, but addresses can't be found
    without the key.
    """
    return digests("accounts.pseudonym", email)[0][:16]


def is_digest(offered: str, salt: str, text: str) -> bool:
    return any(constant_time_compare(offered, digest) for digest in digests(salt, text))

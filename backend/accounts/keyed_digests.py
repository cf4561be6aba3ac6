"""Keyed digests, by the signing key of the processes and, while it is being replaced, by those before it."""

from __future__ import annotations

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac


def keys() -> list[str]:
    """The newest first."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def digests(salt: str, text: str) -> list[str]:
    """One by each key, the newest first: that one is for storing and giving out, any of them is for recognising."""
    return [salted_hmac(salt, text, secret=key, algorithm="sha256").hexdigest() for key in keys()]


def pseudonym_of(email: str) -> str:
    """Stands for an address in logs and in Redis: repeats can be seen, and nobody without the key can look for one."""
    return digests("accounts.pseudonym", email)[0][:16]


def is_digest(offered: str, salt: str, text: str) -> bool:
    return any(constant_time_compare(offered, digest) for digest in digests(salt, text))

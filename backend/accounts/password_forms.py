"""Unicode forms of a password: the normal one, and those in which it may have been hashed before."""

from __future__ import annotations

import unicodedata

PASSWORD_MAX = 256  # bounds the cost of normalizing and hashing


def normal_password(password: str) -> str:
    """NFC (RFC 8265), because operating systems differ in whether they send an accent as a character of its own."""
    return unicodedata.normalize("NFC", password) if len(password) <= PASSWORD_MAX else password


def written_forms(password: str) -> list[str]:
    """The normal form first, then the other forms in which older passwords may have been hashed."""
    if len(password) > PASSWORD_MAX:
        return [password]
    return list(dict.fromkeys([normal_password(password), password, unicodedata.normalize("NFD", password)]))

"""Unicode forms of a password: the normal form, and those in which older passwords may have been hashed."""

from __future__ import annotations

import unicodedata

PASSWORD_MAX = 256  # bounds the cost of normalizing and hashing


def normal_password(password: str) -> str:
    """Returns the NFC form (RFC 8265), because some operating systems send an accent as a separate character."""
    return unicodedata.normalize("NFC", password) if len(password) <= PASSWORD_MAX else password


def written_forms(password: str) -> list[str]:
    """Returns the normal form, followed by the other forms in which older passwords may have been hashed."""
    if len(password) > PASSWORD_MAX:
        return [password]
    return list(dict.fromkeys([normal_password(password), password, unicodedata.normalize("NFD", password)]))

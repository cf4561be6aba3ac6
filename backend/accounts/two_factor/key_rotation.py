"""Re-encrypts stored secrets with the newest key, so that older keys can be removed."""

from __future__ import annotations

from accounts.models import SecondFactor
from accounts.two_factor import totp


def reencrypt_secrets() -> int:
    """Re-encrypts the secrets of authenticators that were encrypted with an older key. Returns their number."""
    rows = SecondFactor.objects.values_list("pk", "sealed_secret")
    return sum(_replaced(pk, sealed) for pk, sealed in list(rows) if totp.needs_reencryption(sealed))


def _replaced(player_id: int, sealed: str) -> int:
    """Returns 0 if the player has set up a new secret since the old one was read."""
    mine = SecondFactor.objects.filter(pk=player_id, sealed_secret=sealed)
    return mine.update(sealed_secret=totp.reencrypted(sealed))

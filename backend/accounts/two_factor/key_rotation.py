"""What the signing key seals, and what outlives a key, is sealed anew: or it would end with the old one."""

from __future__ import annotations

from accounts.models import SecondFactor
from accounts.two_factor import totp


def seal_anew() -> int:
    """The secrets of authenticators, by the newest key. Gives the number of those that were sealed by an older one."""
    rows = SecondFactor.objects.values_list("pk", "sealed_secret")
    return sum(_replaced(pk, sealed) for pk, sealed in list(rows) if totp.is_stale(sealed))


def _replaced(player_id: int, sealed: str) -> int:
    """0 where the player has begun anew meanwhile."""
    mine = SecondFactor.objects.filter(pk=player_id, sealed_secret=sealed)
    return mine.update(sealed_secret=totp.sealed_anew(sealed))

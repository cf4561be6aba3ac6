"""Ten codes to keep on paper, each for one use in place of an authenticator's. Stored as keyed digests."""

from __future__ import annotations

import secrets

from django.db import transaction

from accounts.keys import digests
from accounts.models import RecoveryCode

SALT = "accounts.recovery_codes"
CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
LENGTH = 10


def replace(player_id: int) -> list[str]:
    """New codes, shown this once; the old ones are worth nothing any more."""
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(CODES)]
    with transaction.atomic():
        forget(player_id)
        RecoveryCode.objects.bulk_create(
            RecoveryCode(player_id=player_id, digest=digests(SALT, code)[0]) for code in codes
        )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def take(player_id: int, code: str) -> bool:
    """Of parallel uses one deletes the row."""
    plain = code.replace("-", "").replace(" ", "").lower()
    taken, _ = RecoveryCode.objects.filter(player_id=player_id, digest__in=digests(SALT, plain)).delete()
    return bool(taken)


def forget(player_id: int) -> None:
    RecoveryCode.objects.filter(player_id=player_id).delete()

"""Ten codes to keep on paper, each for one use in place of an authenticator's. Stored as keyed digests."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts.models import RecoveryCode

CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
LENGTH = 10


def replace(player_id: int) -> list[str]:
    """New codes, shown this once; the old ones are worth nothing any more."""
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(CODES)]
    with transaction.atomic():
        forget(player_id)
        RecoveryCode.objects.bulk_create(RecoveryCode(player_id=player_id, digest=_digest(code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def take(player_id: int, code: str) -> bool:
    """Of parallel uses one deletes the row."""
    plain = code.replace("-", "").replace(" ", "").lower()
    taken, _ = RecoveryCode.objects.filter(player_id=player_id, digest=_digest(plain)).delete()
    return bool(taken)


def forget(player_id: int) -> None:
    RecoveryCode.objects.filter(player_id=player_id).delete()


def _digest(code: str) -> str:
    return salted_hmac("accounts.recovery_codes", code, algorithm="sha256").hexdigest()

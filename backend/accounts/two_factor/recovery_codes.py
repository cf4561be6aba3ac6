"""Ten codes to keep on paper, each for one use in place of an authenticator's. Stored as passwords are.

Their hashes depend on no key of the processes: a code cannot be sealed anew when the key is replaced.
"""

from __future__ import annotations

import secrets

from django.db import transaction

from accounts.models import RecoveryCode
from accounts.passwords import hashing as passwords
from accounts.two_factor.totp import without_separators
from core.db.transactions import retried

CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
LENGTH = 10

Made = list[tuple[str, str]]


def make() -> Made:
    """New codes with their hashes. Takes as long as ten passwords do, so not within a transaction."""
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(CODES)]
    return list(zip(codes, passwords.hashes_of(codes), strict=True))


@retried()
def replace(player_id: int, made: Made) -> list[str]:
    """The codes as they are shown, this once; the old ones are worth nothing any more."""
    with transaction.atomic():
        forget(player_id)
        RecoveryCode.objects.bulk_create(RecoveryCode(player_id=player_id, digest=digest) for _, digest in made)
    return [f"{code[:5]}-{code[5:]}" for code, _ in made]


def take(player_id: int, code: str) -> bool:
    """Of parallel uses one deletes the row. What cannot be a code costs no hash."""
    plain = without_separators(code).lower()
    if len(plain) != LENGTH or not set(plain) <= set(LETTERS):
        return False
    left = RecoveryCode.objects.filter(player_id=player_id)
    digest = passwords.found_in(list(left.values_list("digest", flat=True)), plain)
    return digest is not None and _use(player_id, digest)


@retried()
def _use(player_id: int, digest: str) -> bool:
    return bool(RecoveryCode.objects.filter(player_id=player_id, digest=digest).delete()[0])


def forget(player_id: int) -> None:
    RecoveryCode.objects.filter(player_id=player_id).delete()

"""Recovery codes, each of which can be used once instead of an authenticator code. They are stored like passwords.

Their hashes don't depend on the secret key, because they couldn't be re-encrypted when the key is rotated.
"""

from __future__ import annotations

import secrets

from django.db import transaction

from accounts.models import RecoveryCode
from accounts.passwords import hashing
from accounts.two_factor.totp import without_separators
from core.db.transactions import retried

CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without characters that look alike
LENGTH = 10

Made = list[tuple[str, str]]


def make() -> Made:
    """Returns new codes and their hashes. Takes as long as hashing ten passwords, so don't call it in a transaction."""
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(CODES)]
    return list(zip(codes, hashing.hash_all(codes), strict=True))


@retried()
def replace(player_id: int, made: Made) -> list[str]:
    """Replaces the old codes. Returns the new ones as displayed, which can't be recovered from their hashes later."""
    with transaction.atomic():
        forget(player_id)
        RecoveryCode.objects.bulk_create(RecoveryCode(player_id=player_id, digest=digest) for _, digest in made)
    return [f"{code[:5]}-{code[5:]}" for code, _ in made]


def take(player_id: int, code: str) -> bool:
    """Uses up the code. If it is used concurrently, only one use succeeds. Input that can't be a code isn't hashed."""
    plain = without_separators(code).lower()
    if len(plain) != LENGTH or not set(plain) <= set(LETTERS):
        return False
    left = RecoveryCode.objects.filter(player_id=player_id)
    digest = hashing.find_match(list(left.values_list("digest", flat=True)), plain)
    return digest is not None and _use(player_id, digest)


@retried()
def _use(player_id: int, digest: str) -> bool:
    return bool(RecoveryCode.objects.filter(player_id=player_id, digest=digest).delete()[0])


def forget(player_id: int) -> None:
    RecoveryCode.objects.filter(player_id=player_id).delete()

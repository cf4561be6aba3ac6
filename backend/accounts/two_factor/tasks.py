"""Tasks of two-factor authentication."""

from __future__ import annotations

from celery import shared_task

from accounts.two_factor import key_rotation
from core.tasks.retries import RETRIED


@shared_task(name="accounts.tasks.seal_secrets_anew", **RETRIED)
def reencrypt_secrets() -> int:
    """Re-encrypts the secrets of authenticators after the key has been rotated. Returns their number."""
    return key_rotation.reencrypt_secrets()

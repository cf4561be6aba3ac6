"""Tasks of two-factor authentication."""

from __future__ import annotations

from celery import shared_task

from accounts.two_factor import key_rotation


@shared_task(name="accounts.tasks.seal_secrets_anew")
def seal_secrets_anew() -> int:
    """While the signing key is replaced: the secrets of authenticators get the new one. Gives the number."""
    return key_rotation.seal_anew()

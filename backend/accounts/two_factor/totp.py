"""TOTP codes, and the encryption of their secrets."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import time

import pyotp
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from accounts.keyed_digests import keys

ISSUER = "NumberPlay"
STEP_SECONDS = 30
STEPS_OFF = 1  # tolerates differing clocks and slow typing
SEPARATORS = re.compile(r"[\s\-\u2010-\u2015]")  # as in "123 456" and "abcde-fghij"


def new_secret() -> str:
    return pyotp.random_base32()


def provisioning_uri(secret: str, email: str) -> str:
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def step_of(code: str, secret: str | None) -> int | None:
    """Returns the time step of this code if it is current."""
    if secret is None:
        return None
    typed = without_separators(code).encode()
    now = int(time.time()) // STEP_SECONDS
    codes = pyotp.HOTP(secret)
    steps = range(now - STEPS_OFF, now + STEPS_OFF + 1)
    right = [step for step in steps if hmac.compare_digest(codes.at(step).encode(), typed)]
    return right[-1] if right else None


def without_separators(code: str) -> str:
    """Returns the code without the spaces and dashes that make it readable."""
    return SEPARATORS.sub("", code)


def encrypt(secret: str) -> str:
    return _cipher().encrypt(secret.encode()).decode()


def decrypt(encrypted: str) -> str | None:
    """Returns None if the key that encrypted the secret is gone, in which case no code is valid."""
    try:
        return _cipher().decrypt(encrypted.encode()).decode()
    except InvalidToken:
        return None


def needs_reencryption(encrypted: str) -> bool:
    """Returns whether the secret can be decrypted, but not with the newest key."""
    newest, *_ = _ciphers()
    try:
        newest.decrypt(encrypted.encode())
    except InvalidToken:
        return decrypt(encrypted) is not None
    return False


def reencrypted(encrypted: str) -> str:
    """Returns the secret encrypted with the newest key."""
    return _cipher().rotate(encrypted.encode()).decode()


def _cipher() -> MultiFernet:
    """Returns a cipher that encrypts with the newest key and decrypts with any."""
    return MultiFernet(_ciphers())


def _ciphers() -> list[Fernet]:
    # Changing the prefix would make every stored secret unreadable.
    derived = [hashlib.sha256(f"accounts.one_time_codes:{key}".encode()).digest() for key in keys()]
    return [Fernet(base64.urlsafe_b64encode(key)) for key in derived]

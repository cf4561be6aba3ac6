"""Codes of authenticators, and the secret that they come from, which is stored encrypted."""

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
STEPS_OFF = 1  # clocks differ, and people type slowly
SEPARATORS = re.compile(r"[\s\-\u2010-\u2015]")  # authenticators show "123 456", recovery codes are "abcde-fghij"


def new_secret() -> str:
    return pyotp.random_base32()


def address_for_authenticators(secret: str, email: str) -> str:
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def step_of(code: str, secret: str | None) -> int | None:
    """The time step whose code this is, if it is about now."""
    if secret is None:
        return None
    typed = without_separators(code).encode()
    now = int(time.time()) // STEP_SECONDS
    codes = pyotp.HOTP(secret)
    steps = range(now - STEPS_OFF, now + STEPS_OFF + 1)
    right = [step for step in steps if hmac.compare_digest(codes.at(step).encode(), typed)]
    return right[-1] if right else None


def without_separators(code: str) -> str:
    """The code as it was made, however it was written down."""
    return SEPARATORS.sub("", code)


def seal(secret: str) -> str:
    return _cipher().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str | None:
    """None where the key that sealed it is gone: then no code is right any more."""
    try:
        return _cipher().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def is_stale(sealed: str) -> bool:
    """Whether it can be opened, but not by the newest key."""
    newest, *_ = _ciphers()
    try:
        newest.decrypt(sealed.encode())
    except InvalidToken:
        return unseal(sealed) is not None
    return False


def sealed_anew(sealed: str) -> str:
    """By the newest key."""
    return _cipher().rotate(sealed.encode()).decode()


def _cipher() -> MultiFernet:
    """Seals with the newest key."""
    return MultiFernet(_ciphers())


def _ciphers() -> list[Fernet]:
    # The prefix is a part of every stored secret's key.
    derived = [hashlib.sha256(f"accounts.one_time_codes:{key}".encode()).digest() for key in keys()]
    return [Fernet(base64.urlsafe_b64encode(key)) for key in derived]

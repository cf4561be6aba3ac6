"""Rules for usernames and email addresses, which are normalized first and validated afterwards.

Overlong values aren't normalized, because that can take quadratic time (combining marks out of order).

Both end up as ASCII, because all database collations agree on which ASCII strings are equal. Two usernames with letters
of other scripts could be equal on one database and different on another.
"""

from __future__ import annotations

import re
import unicodedata

import idna
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

USERNAME_MIN = 3
USERNAME_MAX = 30
EMAIL_MAX = 254

_USERNAME = re.compile(rf"[A-Za-z0-9_]{{{USERNAME_MIN},{USERNAME_MAX}}}")
_email_validator = EmailValidator()


def normal_username(text: str) -> str:
    return unicodedata.normalize("NFKC", text) if len(text) <= USERNAME_MAX else text


def normal_email(text: str) -> str:
    """Returns the address in lower case, with an ASCII domain. Leaves invalid addresses for `check_email` to refuse."""
    if len(text) > EMAIL_MAX:
        return text
    local, at, domain = unicodedata.normalize("NFKC", text).strip().rpartition("@")
    if not domain.isascii():
        try:
            domain = idna.encode(domain, uts46=True).decode("ascii")
        except ValueError:
            return text
    return f"{local}{at}{domain}".lower()


def check_username(text: str) -> None:
    if not _USERNAME.fullmatch(text):
        detail = f"Use {USERNAME_MIN} to {USERNAME_MAX} letters (a-z), digits or underscores."
        raise ValidationError(detail, "invalid")


def check_email(text: str) -> None:
    if len(text) > EMAIL_MAX:
        raise ValidationError(f"Use at most {EMAIL_MAX} characters.", "max_length")
    if not text.isascii():
        raise ValidationError("Enter a valid email address.", "invalid")
    _email_validator(text)

"""What Django's rules about passwords do not know: the product's name, and that one text can be written in two ways."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

PASSWORD_MAX = 256  # what is normalised and hashed is bounded
PRODUCT = "numberplay"
REST_MIN = 8


def normal_password(password: str) -> str:
    """As it is checked and hashed: systems differ in whether an accent is a character of its own (NFC, RFC 8265)."""
    return unicodedata.normalize("NFC", password) if len(password) <= PASSWORD_MAX else password


def written_forms(password: str) -> list[str]:
    """The normal form, and then those in which passwords were hashed as they came."""
    if len(password) > PASSWORD_MAX:
        return [password]
    return list(dict.fromkeys([normal_password(password), password, unicodedata.normalize("NFD", password)]))


class _OfNormalForm:
    def validate(self, password: str, user: Any = None) -> None:
        super().validate(normal_password(password), user)  # type: ignore[misc]


class MinimumLengthValidator(_OfNormalForm, password_validation.MinimumLengthValidator):
    pass


class NumericPasswordValidator(_OfNormalForm, password_validation.NumericPasswordValidator):
    pass


class UserAttributeSimilarityValidator(_OfNormalForm, password_validation.UserAttributeSimilarityValidator):
    pass


class CommonPasswordValidator(_OfNormalForm, password_validation.CommonPasswordValidator):
    """The product's name is in no list of common passwords, and yet what a guesser tries first: it counts nothing."""

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        text = normal_password(password).lower()
        if PRODUCT in text and len(text.replace(PRODUCT, "")) < REST_MIN:
            raise ValidationError(self.get_error_message(), code="password_too_common")

"""Password rules in addition to Django's: passwords are normalized, and must be more than the product's name with a
few characters.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from accounts.password_forms import normal_password

PRODUCT = "numberplay"
REST_MIN = 8  # characters besides the product's name


class _NormalizedMixin:
    def validate(self, password: str, user: Any = None) -> None:
        super().validate(normal_password(password), user)  # type: ignore[misc]


class MinimumLengthValidator(_NormalizedMixin, password_validation.MinimumLengthValidator):
    pass


class NumericPasswordValidator(_NormalizedMixin, password_validation.NumericPasswordValidator):
    pass


class UserAttributeSimilarityValidator(_NormalizedMixin, password_validation.UserAttributeSimilarityValidator):
    pass


class CommonPasswordValidator(_NormalizedMixin, password_validation.CommonPasswordValidator):
    """Ignores the product's name in a password: common passwords don't contain it, but attackers try it first."""

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        text = normal_password(password).lower()
        if PRODUCT in text and len(text.replace(PRODUCT, "")) < REST_MIN:
            raise ValidationError(self.get_error_message(), code="password_too_common")

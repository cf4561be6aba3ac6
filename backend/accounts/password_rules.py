"""What Django's rules about passwords do not know."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

PRODUCT = "numberplay"
REST_MIN = 8


class CommonPasswordValidator(password_validation.CommonPasswordValidator):
    """The product's name is in no list of common passwords, and yet what a guesser tries first: it counts nothing."""

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        text = password.lower()
        if PRODUCT in text and len(text.replace(PRODUCT, "")) < REST_MIN:
            raise ValidationError(self.get_error_message(), code="password_too_common")

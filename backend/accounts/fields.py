"""Serializer fields for usernames, email addresses and secrets, which normalize a value and then validate it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts import identifiers, languages
from accounts.password_forms import PASSWORD_MAX

PASSWORD_MIN = 8  # the default of Django's MinimumLengthValidator
TOKEN_MAX = 200
CODE_MAX = 32
USERNAME_SCHEMA = {
    "type": "string",
    "minLength": identifiers.USERNAME_MIN,
    "maxLength": identifiers.USERNAME_MAX,
    "pattern": "^[A-Za-z0-9_]+$",
}
EMAIL_SCHEMA = {"type": "string", "format": "email", "maxLength": identifiers.EMAIL_MAX}
NEW_PASSWORD_SCHEMA = {"type": "string", "minLength": PASSWORD_MIN, "maxLength": PASSWORD_MAX}


@extend_schema_field(USERNAME_SCHEMA)
class UsernameField(serializers.CharField):
    """Normalizes the value, and then validates it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=identifiers.USERNAME_MAX, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        return identifiers.normal_username(_text(self, data))

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        _checked(identifiers.check_username, value)


@extend_schema_field(EMAIL_SCHEMA)
class EmailField(serializers.CharField):
    """Normalizes the value, and then validates it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=identifiers.EMAIL_MAX, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        return identifiers.normal_email(_text(self, data))

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        _checked(identifiers.check_email, value)


class TextField(serializers.CharField):
    """Accepts only strings, unlike CharField, which also accepts numbers."""

    def to_internal_value(self, data: Any) -> str:
        return _text(self, data)


class PasswordField(TextField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=PASSWORD_MAX, trim_whitespace=False, write_only=True, **kwargs)


class LanguageField(serializers.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=languages.choices(), **kwargs)


@extend_schema_field(NEW_PASSWORD_SCHEMA)
class NewPasswordField(PasswordField):
    """The serializer runs Django's password validators."""


class TokenField(TextField):
    """The token from the link in an email."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=TOKEN_MAX, write_only=True, **kwargs)


class CodeField(TextField):
    """A six-digit code or a recovery code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=CODE_MAX, write_only=True, **kwargs)


def _text(field: serializers.CharField, data: Any) -> str:
    if not isinstance(data, str):
        field.fail("invalid")
    return str(data).strip() if field.trim_whitespace else str(data)


def _checked(check: Any, value: str) -> None:
    try:
        check(value)
    except DjangoValidationError as error:
        raise serializers.ValidationError(error.messages, error.code or "invalid") from None


class StrictBooleanField(serializers.BooleanField):
    """Refuses strings and numbers, some of which Django REST framework accepts."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data

"""What accounts take and give."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError as DjangoValidationError
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts import identity
from accounts.models import Session, User

PASSWORD_MAX = 256  # what is hashed is bounded


USERNAME_SCHEMA = {
    "type": "string",
    "minLength": identity.USERNAME_MIN,
    "maxLength": identity.USERNAME_MAX,
    "pattern": "^[A-Za-z0-9_]+$",
}
EMAIL_SCHEMA = {"type": "string", "format": "email", "maxLength": identity.EMAIL_MAX}


@extend_schema_field(USERNAME_SCHEMA)
class UsernameField(serializers.CharField):
    """Normalised, then checked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=identity.USERNAME_MAX, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        return identity.normal_username(_text(self, data))

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        _checked(identity.check_username, value)


@extend_schema_field(EMAIL_SCHEMA)
class EmailField(serializers.CharField):
    """Normalised, then checked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=identity.EMAIL_MAX, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        text = _text(self, data)
        return identity.normal_email(text) if len(text) <= identity.EMAIL_MAX else text

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        _checked(identity.check_email, value)


class PasswordField(serializers.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=PASSWORD_MAX, trim_whitespace=False, write_only=True, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        return _text(self, data)


class ClientSerializer(serializers.Serializer[Any]):
    client = serializers.ChoiceField(
        choices=["browser"], required=False, help_text="`browser`: the refresh token comes as a cookie, not in the body"
    )


class RegisterSerializer(ClientSerializer):
    username = UsernameField()
    email = EmailField()
    password = PasswordField()

    def validate_password(self, value: str) -> str:
        """Beside the other members, so that one answer says all that is wrong."""
        named = {name: str(self.initial_data.get(name) or "") for name in ("username", "email")}
        try:
            validate_password(value, User(**named))
        except DjangoValidationError as error:
            raise serializers.ValidationError(serializers.as_serializer_error(error)["non_field_errors"]) from None
        return value


class LoginSerializer(ClientSerializer):
    email = EmailField()
    password = PasswordField()


class RefreshSerializer(ClientSerializer):
    refresh = serializers.CharField(required=False, max_length=2048, help_text="Not needed where the cookie holds it")


class RenameSerializer(serializers.Serializer[Any]):
    username = UsernameField()


class DeleteSerializer(serializers.Serializer[Any]):
    password = PasswordField()


class UserSerializer(serializers.ModelSerializer[User]):
    class Meta:
        model = User
        fields = ["id", "username", "email", "email_verified", "date_joined"]
        read_only_fields = fields


class TokensSerializer(serializers.Serializer[Any]):
    """For the OpenAPI document; `accounts.answers` makes it."""

    access = serializers.CharField()
    refresh = serializers.CharField(required=False, help_text="Absent where it is set as a cookie")


class SignedInSerializer(TokensSerializer):
    user = UserSerializer()


class SessionSerializer(serializers.ModelSerializer[Session]):
    current = serializers.SerializerMethodField(help_text="The session of this very request")

    class Meta:
        model = Session
        fields = ["id", "created_at", "last_used_at", "ip", "user_agent", "current"]
        read_only_fields = fields

    def get_current(self, session: Session) -> bool:
        return bool(str(session.pk) == self.context["current"])


def _text(field: serializers.CharField, data: Any) -> str:
    """CharField would take numbers too."""
    if not isinstance(data, str):
        field.fail("invalid")
    return str(data).strip() if field.trim_whitespace else str(data)


def _checked(check: Any, value: str) -> None:
    try:
        check(value)
    except DjangoValidationError as error:
        raise serializers.ValidationError(error.messages, error.code or "invalid") from None

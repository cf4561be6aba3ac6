"""Serializers of the accounts API."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError as DjangoValidationError
from rest_framework import serializers

from accounts.fields import (
    CodeField,
    EmailField,
    LanguageField,
    NewPasswordField,
    PasswordField,
    StrictBooleanField,
    TextField,
    TokenField,
    UsernameField,
)
from accounts.models import Session, User
from core.api.openapi.examples import body_example, response_example

PARTIAL_NAME_MAX = 254
USER = {
    "id": 1,
    "username": "ada",
    "email": "ada@example.com",
    "email_verified": True,
    "date_joined": "2026-01-31T12:00:00.000000Z",
    "language": "en",
}
TOKENS = {"access": "eyJhbGciOi…", "refresh": "eyJhbGciOi…"}
SESSION = {
    "id": "7d0f0b3e-6f0c-4c0f-9d55-0f4a3c1c2b7e",
    "created_at": "2026-01-31T12:00:00.000000Z",
    "last_used_at": "2026-01-31T12:05:00.000000Z",
    "ip": "192.0.2.1",
    "user_agent": "curl/8.5.0",
}


class ClientSerializer(serializers.Serializer[Any]):
    client = serializers.ChoiceField(
        choices=["browser"],
        required=False,
        help_text="With `browser`, the refresh token is set as a cookie instead of being returned in the body.",
    )


class PasswordRulesSerializer(serializers.Serializer[Any]):
    """Validates the new password of an account that doesn't exist yet."""

    password = NewPasswordField()

    def validate_password(self, value: str) -> str:
        """Validated as a field, so that one response lists all errors."""
        named = {name: str(self.initial_data.get(name) or "") for name in ("username", "email")}
        try:
            validate_password(value, User(**named))
        except DjangoValidationError as error:
            raise serializers.ValidationError(serializers.as_serializer_error(error)["non_field_errors"]) from None
        return value


@body_example({"username": "ada", "email": "ada@example.com", "password": "a lovely engine of 1843"})
class RegisterSerializer(PasswordRulesSerializer, ClientSerializer):
    username = UsernameField()
    email = EmailField()
    language = LanguageField(required=False, help_text="By default, the language that `Accept-Language` prefers.")


@body_example({"username": "ada", "email": "ada@example.com", "password": "a lovely engine of 1843"})
class PasswordCheckSerializer(PasswordRulesSerializer):
    """Accepts an incomplete username and email, because the password is only compared with them."""

    username = TextField(required=False, allow_blank=True, max_length=PARTIAL_NAME_MAX)
    email = TextField(required=False, allow_blank=True, max_length=PARTIAL_NAME_MAX)


@body_example({"email": "ada@example.com", "password": "a lovely engine of 1843"})
class LoginSerializer(ClientSerializer):
    email = EmailField()
    password = PasswordField()
    code = CodeField(
        required=False,
        help_text="Required if two-factor authentication is enabled: a six-digit code or a recovery code.",
    )


@body_example({"refresh": "eyJhbGciOi…"})
class RefreshSerializer(ClientSerializer):
    refresh = serializers.CharField(required=False, max_length=2048, help_text="Not needed if the cookie is sent.")


@body_example({"username": "ada", "language": "de"})
class ChangeUserSerializer(serializers.Serializer[Any]):
    username = UsernameField(required=False)
    language = LanguageField(required=False, help_text="The language of the web app and of emails.")


@body_example({"password": "a lovely engine of 1843"})
class PasswordConfirmationSerializer(serializers.Serializer[Any]):
    """The current password, as confirmation."""

    password = PasswordField()


@body_example({"email": "ada@example.com"})
class EmailSerializer(serializers.Serializer[Any]):
    email = EmailField()


@body_example({"email": "ada@example.com", "password": "a lovely engine of 1843"})
class ChangeEmailSerializer(PasswordConfirmationSerializer):
    email = EmailField()


@body_example({"weekly_summary": True})
class ChangeSubscriptionsSerializer(serializers.Serializer[Any]):
    weekly_summary = StrictBooleanField(help_text="Whether to send a summary of the previous week every Monday.")


@response_example({"weekly_summary": True})
class SubscriptionsSerializer(serializers.Serializer[Any]):
    weekly_summary = serializers.BooleanField(help_text="Whether a summary of the previous week is sent every Monday.")


@body_example({"token": "MTox…"})
class LinkSerializer(serializers.Serializer[Any]):
    token = TokenField()


@body_example({"token": "MTox…", "password": "a lovely engine of 1843"})
class ResetPasswordSerializer(LinkSerializer):
    password = NewPasswordField()


@body_example({"current_password": "a lovely engine of 1843", "password": "an analytical engine of 1837"})
class ChangePasswordSerializer(serializers.Serializer[Any]):
    current_password = PasswordField()
    password = NewPasswordField()


@response_example(USER)
class UserSerializer(serializers.ModelSerializer[User]):
    username = UsernameField(read_only=True)
    email = EmailField(read_only=True)
    language = LanguageField(read_only=True)

    class Meta:
        model = User
        fields = ["id", "username", "email", "email_verified", "date_joined", "language"]
        read_only_fields = fields


@response_example({"username": USER["username"], "date_joined": USER["date_joined"]})
class LinkedAccountSerializer(serializers.ModelSerializer[User]):
    class Meta:
        model = User
        fields = ["username", "date_joined"]
        read_only_fields = fields


@response_example(TOKENS)
class TokensSerializer(serializers.Serializer[Any]):
    """An access token and its refresh token."""  # for the OpenAPI document; `accounts.sessions.responses` builds it

    access = serializers.CharField()
    refresh = serializers.CharField(required=False, help_text="Omitted if it is set as a cookie.")


@response_example({**TOKENS, "user": USER})
class SignInSerializer(TokensSerializer):
    user = UserSerializer()


@response_example({"user": USER})
class UserEnvelopeSerializer(serializers.Serializer[Any]):
    user = UserSerializer()


@response_example({**SESSION, "current": True})
class SessionSerializer(serializers.ModelSerializer[Session]):
    current = serializers.SerializerMethodField(help_text="Whether this session made the request.")

    class Meta:
        model = Session
        fields = ["id", "created_at", "last_used_at", "ip", "user_agent", "current"]
        read_only_fields = fields

    def get_current(self, session: Session) -> bool:
        return bool(str(session.pk) == self.context["current"])


@response_example(
    {
        "account": [USER],
        "sessions": [SESSION],
        "mails": [],
        "audit_events": [],
        "second_factor": [],
        "recovery_codes": [],
        "subscriptions": [],
        "plays": [],
        "statistics": [],
        "summary_progress": [],
        "summaries": [],
        "exports": [],
    }
)
class DataExportSerializer(serializers.Serializer[Any]):
    """Each part is a list of rows with all stored fields except secrets."""

    account = serializers.ListField(child=serializers.DictField())
    sessions = serializers.ListField(child=serializers.DictField())
    mails = serializers.ListField(child=serializers.DictField())
    audit_events = serializers.ListField(child=serializers.DictField())
    second_factor = serializers.ListField(child=serializers.DictField())
    recovery_codes = serializers.ListField(child=serializers.DictField())
    subscriptions = serializers.ListField(child=serializers.DictField())
    plays = serializers.ListField(child=serializers.DictField())
    statistics = serializers.ListField(child=serializers.DictField())
    summary_progress = serializers.ListField(child=serializers.DictField())
    summaries = serializers.ListField(child=serializers.DictField())
    exports = serializers.ListField(child=serializers.DictField())

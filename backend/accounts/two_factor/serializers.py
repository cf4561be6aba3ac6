"""Serializers of the two-factor API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from accounts.fields import CodeField
from accounts.serializers import PasswordConfirmationSerializer
from core.api.schema import body_example


class TotpStatusSerializer(serializers.Serializer[Any]):
    enabled = serializers.BooleanField()
    recovery_codes_left = serializers.IntegerField()


class TotpSetupSerializer(serializers.Serializer[Any]):
    secret = serializers.CharField()
    uri = serializers.CharField(help_text="Show it as a QR code to an authenticator app.")


@body_example({"code": "123456"})
class CodeSerializer(serializers.Serializer[Any]):
    code = CodeField()


@body_example({"code": "123456", "password": "a lovely engine of 1843"})
class CodeConfirmationSerializer(PasswordConfirmationSerializer):
    code = CodeField()


class RecoveryCodesSerializer(serializers.Serializer[Any]):
    recovery_codes = serializers.ListField(child=serializers.CharField())

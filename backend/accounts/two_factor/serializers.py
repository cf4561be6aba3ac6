"""Serializers of the two-factor API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from accounts.fields import CodeField
from accounts.serializers import PasswordConfirmationSerializer
from accounts.two_factor import totp
from core.api.openapi.examples import body_example, response_example

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105  an example


@response_example({"enabled": True, "recovery_codes_left": 10})
class TotpStatusSerializer(serializers.Serializer[Any]):
    enabled = serializers.BooleanField()
    recovery_codes_left = serializers.IntegerField()


@response_example({"secret": SECRET, "uri": totp.provisioning_uri(SECRET, "ada@example.com")})
class TotpSetupSerializer(serializers.Serializer[Any]):
    secret = serializers.CharField()
    uri = serializers.CharField(help_text="Display it as a QR code that the player scans with an authenticator app.")


@body_example({"code": "123456"})
class CodeSerializer(serializers.Serializer[Any]):
    code = CodeField()


@body_example({"code": "123456", "password": "a lovely engine of 1843"})
class CodeConfirmationSerializer(PasswordConfirmationSerializer):
    code = CodeField()


@response_example({"recovery_codes": ["2cv8p-q4m7t", "x9k3r-8wz5n"]}, component="TotpRecoveryCodes")
class RecoveryCodesSerializer(serializers.Serializer[Any]):
    recovery_codes = serializers.ListField(child=serializers.CharField())

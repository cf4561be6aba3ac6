"""Signs operators in to the admin as players are signed in: rate-limited, audited, and with two-factor
authentication if enabled.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts import audit
from accounts.identifiers import normal_email
from accounts.models import User
from accounts.passwords import hashing, lockout
from accounts.passwords.queue import Overloaded
from accounts.two_factor import service as two_factor
from core.middleware.request_log import client_address


class OperatorBackend(ModelBackend):
    """Verifies passwords in the same way as for players. Django also uses this backend to check permissions."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> User | None:
        user = User.objects.filter(email=normal_email(username or "")).first()
        right = hashing.verify(user, password or "")
        return user if user is not None and right and self.user_can_authenticate(user) else None


class OperatorLoginForm(AdminAuthenticationForm):
    code = forms.CharField(
        required=False,
        max_length=32,
        label="Two-factor code (if enabled)",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def clean(self) -> dict[str, Any]:
        if self.errors:  # no email or no password
            return self.cleaned_data
        email = normal_email(self.cleaned_data.get("username", ""))
        try:
            with lockout.attempt(email, client_address() or "") as reset:
                cleaned = self._with_password(email)
                self._with_code(cleaned.get("code"), reset)
        except Overloaded:
            raise forms.ValidationError("The server is busy. Try again in a few seconds.", "overloaded") from None
        audit.record("operator.sign_in", player=self.get_user().pk)
        return cleaned

    def _with_password(self, email: str) -> dict[str, Any]:
        try:
            return super().clean()
        except forms.ValidationError:
            audit.record("operator.sign_in", player=None, outcome="wrong_credentials", email=email)
            raise

    def _with_code(self, code: str | None, reset: lockout.Reset) -> None:
        try:
            two_factor.require_code(self.get_user().pk, code)
        except two_factor.CodeRequired:
            reset()
            raise forms.ValidationError("A two-factor code is required.", "code_required") from None
        except two_factor.InvalidCode:
            raise forms.ValidationError("This code is incorrect or has already been used.", "invalid_code") from None

"""Operators sign in to the admin as players do: limited, with the second factor where it is on, and audited."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm

from accounts import audit, login_failures, passwords, second_factor
from accounts.identity import normal_email
from core.requests import client_address


class OperatorLoginForm(AdminAuthenticationForm):
    code = forms.CharField(
        required=False,
        max_length=32,
        label="Code, if the second factor is on",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def clean(self) -> dict[str, Any]:
        email = normal_email(self.cleaned_data.get("username", ""))
        with login_failures.counted(email, client_address() or "") as forgive:
            cleaned = self._with_password(email)
            self._with_code(cleaned.get("code"), forgive)
        audit.record("operator.sign_in", player=self.get_user().pk)
        return cleaned

    def _with_password(self, email: str) -> dict[str, Any]:
        try:
            with passwords.hashing():
                return super().clean()
        except forms.ValidationError:
            audit.record("operator.sign_in", player=None, outcome="wrong_credentials", email=email)
            raise

    def _with_code(self, code: str | None, forgive: login_failures.Forgive) -> None:
        try:
            second_factor.demand(self.get_user().pk, code)
        except second_factor.CodeRequired:
            forgive()
            raise forms.ValidationError("A code of the second factor is needed too.", "code_required") from None
        except second_factor.InvalidCode:
            raise forms.ValidationError("The code is wrong, or was used already.", "invalid_code") from None

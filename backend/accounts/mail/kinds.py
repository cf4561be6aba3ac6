"""The mails there are: what each is about, and what its link is good for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

VERIFYING = timedelta(days=3)
RESETTING = timedelta(hours=1)


@dataclass(frozen=True)
class Kind:
    """`purpose` is that of its link, None where there is none; `accounts/mails/<name>.txt` is what it says."""

    name: str
    subject: str
    purpose: str | None = None
    lifetime: timedelta = timedelta(days=1)

    @property
    def template(self) -> str:
        return f"accounts/mails/{self.name}.txt"


VERIFY, CHANGE, RESET = "verify", "change", "reset"
PAGES = {VERIFY: "verify", CHANGE: "verify", RESET: "reset"}
ACTIONS = {VERIFY: "Confirm email address", CHANGE: "Confirm email address", RESET: "Choose a new password"}

KINDS = {
    kind.name: kind
    for kind in (
        Kind("welcome", "Welcome to NumberPlay", VERIFY, VERIFYING),
        Kind("verify", "Confirm your email address", VERIFY, VERIFYING),
        Kind("reset", "Reset your password", RESET, RESETTING),
        Kind("email_change", "Confirm your new email address", CHANGE, VERIFYING),
        Kind("email_changing", "Your email address is about to change"),
        Kind("email_taken", "Someone tried to use your email address"),
        Kind("password_changed", "Your password was changed"),
        Kind("new_device", "New sign-in to your account"),
        Kind("second_factor_on", "Two-factor authentication turned on"),
        Kind("second_factor_off", "Two-factor authentication turned off"),
    )
}

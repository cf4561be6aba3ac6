"""The kinds of emails, with the purpose of their links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

VERIFY_LIFETIME = timedelta(days=3)
RESET_LIFETIME = timedelta(hours=1)


@dataclass(frozen=True)
class Kind:
    """`purpose` is what the link is for, None without a link. `template` has the text."""

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
        Kind("welcome", "Welcome to NumberPlay", VERIFY, VERIFY_LIFETIME),
        Kind("verify", "Confirm your email address", VERIFY, VERIFY_LIFETIME),
        Kind("reset", "Reset your password", RESET, RESET_LIFETIME),
        Kind("email_change", "Confirm your new email address", CHANGE, VERIFY_LIFETIME),
        Kind("email_changing", "Your email address is about to change"),
        Kind("email_taken", "Someone tried to use your email address"),
        Kind("password_changed", "Your password was changed"),
        Kind("new_device", "New sign-in to your account"),
        Kind("second_factor_on", "Two-factor authentication turned on"),
        Kind("second_factor_off", "Two-factor authentication turned off"),
    )
}

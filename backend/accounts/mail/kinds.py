"""The kinds of emails, with the purpose of their links. The texts are in `texts`, in one file per language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

VERIFY_LIFETIME = timedelta(days=3)
RESET_LIFETIME = timedelta(hours=1)


@dataclass(frozen=True)
class Kind:
    """`purpose` is what the link is for; None if there is no link. Subscribed emails contain an unsubscribe link."""

    name: str
    purpose: str | None = None
    lifetime: timedelta = timedelta(days=1)
    is_subscribed: bool = False


VERIFY, CHANGE, RESET = "verify", "change", "reset"
WEEKLY_SUMMARY = "weekly_summary"
PAGES = {VERIFY: "verify", CHANGE: "verify", RESET: "reset"}

KINDS = {
    kind.name: kind
    for kind in (
        Kind("welcome", VERIFY, VERIFY_LIFETIME),
        Kind("verify", VERIFY, VERIFY_LIFETIME),
        Kind("reset", RESET, RESET_LIFETIME),
        Kind("email_change", CHANGE, VERIFY_LIFETIME),
        Kind("email_changing"),
        Kind("email_taken"),
        Kind("password_changed"),
        Kind("new_device"),
        Kind("second_factor_on"),
        Kind("second_factor_off"),
        Kind(WEEKLY_SUMMARY, is_subscribed=True),
    )
}

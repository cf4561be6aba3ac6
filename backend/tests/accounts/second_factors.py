"""An authenticator app for the tests."""

from __future__ import annotations

import time

import pyotp
from django.db.models import F

from accounts.models import SecondFactor, User
from tests.api import Player

TOTP = "/auth/api/totp/"
STEP_SECONDS = 30


class Authenticator:
    def __init__(self, secret: str) -> None:
        self._codes = pyotp.TOTP(secret)

    def code(self, *, steps: int = 0) -> str:
        """The current code, or that of a later step."""
        return self._codes.at(int(time.time()) + steps * STEP_SECONDS)

    def wrong_code(self) -> str:
        right = {self.code(steps=steps) for steps in range(-3, 4)}
        return next(code for code in (f"{number:06}" for number in range(10)) if code not in right)


def verified(player: Player) -> Player:
    """Two-factor authentication needs a verified address."""
    User.objects.filter(pk=player.id).update(email_verified=True)
    player.user["email_verified"] = True
    return player


def begun(player: Player) -> Authenticator:
    answer = verified(player).post(TOTP, {"password": player.password})
    assert answer.status == 200, answer.raw
    return Authenticator(answer.json["secret"])


def switched_on(player: Player) -> tuple[Authenticator, list[str]]:
    """Returns the recovery codes. Uses up the code of the previous step, but not those of the current and later steps.

    Doesn't send that code, because it would be refused if the current step had ended by then.
    """
    authenticator = begun(player)
    answer = player.post(f"{TOTP}confirm/", {"code": authenticator.code()})
    assert answer.status == 200, answer.raw
    SecondFactor.objects.filter(pk=player.id).update(last_step=F("last_step") - 1)
    return authenticator, answer.json["recovery_codes"]

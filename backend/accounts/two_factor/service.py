"""Optional two-factor authentication: codes from an authenticator app (TOTP, RFC 6238), and recovery codes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit, metrics
from accounts.mail import outbox
from accounts.models import RecoveryCode, SecondFactor, User
from accounts.passwords import lockout
from accounts.two_factor import recovery_codes, totp
from core.db.transactions import retried


class CodeRequired(Exception):
    """The password is correct, but a code is required."""


class InvalidCode(Exception):
    """The code is neither a current, unused code nor an unused recovery code."""


class AlreadyEnabled(Exception):
    """Two-factor authentication has to be disabled first."""


@dataclass(frozen=True)
class Status:
    enabled: bool
    recovery_codes_left: int


def status(player_id: int) -> Status:
    enabled = _confirmed(player_id) is not None
    return Status(enabled, RecoveryCode.objects.filter(player_id=player_id).count())


@retried()
def start_setup(user: User) -> tuple[str, str]:
    """Returns a new secret and its URI for authenticator apps. Raises AlreadyEnabled.

    Two-factor authentication is enabled only when the setup is confirmed.
    """
    secret = totp.new_secret()
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(pk=user.pk).first()
        if factor is not None and factor.confirmed_at is not None:
            raise AlreadyEnabled
        SecondFactor.objects.update_or_create(
            player=user, defaults={"sealed_secret": totp.encrypt(secret), "last_step": 0}
        )
    return secret, totp.provisioning_uri(secret, user.email)


def confirm(user: User, code: str) -> list[str]:
    """Enables two-factor authentication and returns the recovery codes.

    Raises InvalidCode, also if no setup was started.
    """
    unconfirmed = SecondFactor.objects.filter(pk=user.pk, confirmed_at=None)
    with lockout.code_attempt(user.pk):
        factor = unconfirmed.first()
        if factor is None or not _take_code(factor, code):
            raise InvalidCode
        made = recovery_codes.make()
        codes = _enable(user, factor, made)
    audit.record("second_factor.on", player=user.pk)
    return codes


@retried()
def _enable(user: User, factor: SecondFactor, made: recovery_codes.Made) -> list[str]:
    unconfirmed = SecondFactor.objects.filter(pk=user.pk, confirmed_at=None, sealed_secret=factor.sealed_secret)
    with transaction.atomic():
        if not unconfirmed.update(confirmed_at=timezone.now()):
            raise InvalidCode
        codes = recovery_codes.replace(user.pk, made)
        outbox.enqueue(user, "second_factor_on")
    return codes


def renew_recovery_codes(user: User, code: str) -> list[str]:
    """Raises InvalidCode."""
    take(user.pk, code)
    codes = recovery_codes.replace(user.pk, recovery_codes.make())
    audit.record("second_factor.recovery_codes_renewed", player=user.pk)
    return codes


def disable(user: User, code: str) -> None:
    """Raises InvalidCode."""
    take(user.pk, code)
    disable_for(user)


@retried()
def disable_for(user: User) -> None:
    """Requires no code. For operators, if a player has lost both the authenticator and the recovery codes."""
    with transaction.atomic():
        if not remove(user.pk):
            return
        outbox.enqueue(user, "second_factor_off")
    audit.record("second_factor.off", player=user.pk)


def remove(player_id: int) -> bool:
    """Deletes the setup, even if it isn't confirmed, and its recovery codes. Returns whether it was enabled.

    Call it in a transaction.
    """
    recovery_codes.forget(player_id)
    factor = SecondFactor.objects.filter(pk=player_id)
    was_enabled, _ = factor.filter(confirmed_at__isnull=False).delete()
    factor.delete()
    return bool(was_enabled)


def require_code(player_id: int, code: str | None) -> None:
    """Checks the code of a sign-in. Raises CodeRequired or InvalidCode if two-factor authentication is enabled."""
    if _confirmed(player_id) is None:
        return
    if not code:
        raise CodeRequired
    take(player_id, code)


def take(player_id: int, code: str) -> None:
    """Uses up the code. Raises InvalidCode."""
    factor = _confirmed(player_id)
    with lockout.code_attempt(player_id):
        if factor is not None and _take_code(factor, code):
            audit.record("second_factor", player=player_id, outcome="code")
        elif factor is not None and recovery_codes.take(player_id, code):
            audit.record("second_factor", player=player_id, outcome="recovery_code")
        else:
            metrics.REFUSED_LOGINS.labels("code").inc()
            audit.record("second_factor", player=player_id, outcome="wrong")
            raise InvalidCode


def _confirmed(player_id: int) -> SecondFactor | None:
    return SecondFactor.objects.filter(pk=player_id, confirmed_at__isnull=False).first()


@retried()
def _take_code(factor: SecondFactor, code: str) -> bool:
    """Accepts each code once: if it is used concurrently, only one use advances `last_step`."""
    step = totp.step_of(code, totp.decrypt(factor.sealed_secret))
    if step is None:
        return False
    unused = SecondFactor.objects.filter(pk=factor.pk, sealed_secret=factor.sealed_secret, last_step__lt=step)
    return bool(unused.update(last_step=step))

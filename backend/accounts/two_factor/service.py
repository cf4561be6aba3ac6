"""The optional second factor: codes of an authenticator (TOTP, RFC 6238), and recovery codes for when it is lost."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts import audit, metrics
from accounts.mail import outbox as mails
from accounts.models import RecoveryCode, SecondFactor, User
from accounts.passwords import lockout
from accounts.two_factor import recovery_codes, totp
from core.db.transactions import retried


class CodeRequired(Exception):
    """The password was right, and a code is missing."""


class InvalidCode(Exception):
    """Neither a current code that was not used before, nor a recovery code that is left."""


class AlreadyOn(Exception):
    """It has to be switched off first."""


@dataclass(frozen=True)
class Status:
    enabled: bool
    recovery_codes_left: int


def status(player_id: int) -> Status:
    enabled = _confirmed(player_id) is not None
    return Status(enabled, RecoveryCode.objects.filter(player_id=player_id).count())


@retried()
def begin(user: User) -> tuple[str, str]:
    """A new secret and the address that authenticators read; on only when it is confirmed. Raises AlreadyOn."""
    secret = totp.new_secret()
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(pk=user.pk).first()
        if factor is not None and factor.confirmed_at is not None:
            raise AlreadyOn
        SecondFactor.objects.update_or_create(
            player=user, defaults={"sealed_secret": totp.seal(secret), "last_step": 0}
        )
    return secret, totp.address_for_authenticators(secret, user.email)


def confirm(user: User, code: str) -> list[str]:
    """On from now, with these recovery codes. Raises InvalidCode, also where nothing was begun."""
    begun = SecondFactor.objects.filter(pk=user.pk, confirmed_at=None)
    with lockout.counted_code(user.pk):
        factor = begun.first()
        if factor is None or not _take_code(factor, code):
            raise InvalidCode
        made = recovery_codes.make()
        codes = _switch_on(user, factor, made)
    audit.record("second_factor.on", player=user.pk)
    return codes


@retried()
def _switch_on(user: User, factor: SecondFactor, made: recovery_codes.Made) -> list[str]:
    begun = SecondFactor.objects.filter(pk=user.pk, confirmed_at=None, sealed_secret=factor.sealed_secret)
    with transaction.atomic():
        if not begun.update(confirmed_at=timezone.now()):
            raise InvalidCode
        codes = recovery_codes.replace(user.pk, made)
        mails.tell(user, "second_factor_on")
    return codes


def renew_recovery_codes(user: User, code: str) -> list[str]:
    """Raises InvalidCode."""
    take(user.pk, code)
    codes = recovery_codes.replace(user.pk, recovery_codes.make())
    audit.record("second_factor.recovery_codes_renewed", player=user.pk)
    return codes


def switch_off(user: User, code: str) -> None:
    """Raises InvalidCode."""
    take(user.pk, code)
    switch_off_for(user)


@retried()
def switch_off_for(user: User) -> None:
    """Without a code: by an operator, for a player who has lost everything."""
    with transaction.atomic():
        if not forget(user.pk):
            return
        mails.tell(user, "second_factor_off")
    audit.record("second_factor.off", player=user.pk)


def forget(player_id: int) -> bool:
    """Deletes it with its recovery codes, also one that was only begun; whether it was on. Call it in a transaction."""
    recovery_codes.forget(player_id)
    factor = SecondFactor.objects.filter(pk=player_id)
    was_on, _ = factor.filter(confirmed_at__isnull=False).delete()
    factor.delete()
    return bool(was_on)


def demand(player_id: int, code: str | None) -> None:
    """At a sign-in. Raises CodeRequired or InvalidCode where the factor is on."""
    if _confirmed(player_id) is None:
        return
    if not code:
        raise CodeRequired
    take(player_id, code)


def take(player_id: int, code: str) -> None:
    """Uses the code up, a recovery code for good. Raises InvalidCode."""
    factor = _confirmed(player_id)
    with lockout.counted_code(player_id):
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
    """Each code is accepted once: of parallel uses one moves the step on."""
    step = totp.step_of(code, totp.unseal(factor.sealed_secret))
    if step is None:
        return False
    unused = SecondFactor.objects.filter(pk=factor.pk, sealed_secret=factor.sealed_secret, last_step__lt=step)
    return bool(unused.update(last_step=step))

"""Helpers that the views share: validation, the current player, and translation of exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.core.exceptions import ValidationError as DjangoValidationError
from rest_framework.exceptions import AuthenticationFailed, ValidationError
from rest_framework.request import Request
from rest_framework.serializers import Serializer, as_serializer_error

from accounts.mail.links import InvalidLink
from accounts.models import User
from accounts.passwords import hashing, lockout
from accounts.sessions import responses
from accounts.sessions.claims import Claims
from accounts.two_factor.service import InvalidCode

EMPTY_OBJECT: dict[str, Any] = {"type": "object", "additionalProperties": False}  # the same for every outcome


def validated(serializer: Serializer[dict[str, str]]) -> dict[str, str]:
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data  # type: ignore[no-any-return]


def session_id(request: Request) -> str:
    return cast("Claims", request.auth).session_id


def player_of(player_id: int) -> User:
    user = User.objects.filter(pk=player_id).first()
    if user is None:
        raise AuthenticationFailed("This account no longer exists.", "session_ended")
    return user


def refuse_taken_names(fields: list[str]) -> None:
    if fields:
        words = {"username": "This username is already taken.", "email": "This email address is already in use."}
        raise ValidationError({field: words[field] for field in fields}, "unique")


def confirm_password(request: Request, user: User, password: str, attr: str = "password") -> None:
    """For actions that require the password again. Wrong ones count like failed sign-ins."""
    with (
        lockout.attempt(user.email, responses.device_of(request).ip, player=user.pk),
        translate_invalid_password(attr),
    ):
        hashing.confirm(user, password)


@contextmanager
def translate_invalid_password(attr: str = "password") -> Iterator[None]:
    try:
        yield
    except hashing.InvalidCredentials:
        raise ValidationError({attr: "Incorrect password."}, "invalid_password") from None


@contextmanager
def translate_invalid_code() -> Iterator[None]:
    try:
        yield
    except InvalidCode:
        raise ValidationError({"code": "This code is incorrect or has already been used."}, "invalid_code") from None


@contextmanager
def translate_invalid_link() -> Iterator[None]:
    try:
        yield
    except InvalidLink:
        raise ValidationError({"token": "This link is no longer valid."}, "invalid_token") from None


@contextmanager
def translate_weak_password() -> Iterator[None]:
    try:
        yield
    except DjangoValidationError as error:
        raise ValidationError({"password": as_serializer_error(error)["non_field_errors"]}) from None

"""Helpers shared by the views: validation, the current player, and translation of exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from django.core.exceptions import ValidationError as DjangoValidationError
from drf_spectacular.utils import OpenApiExample, OpenApiResponse
from rest_framework.exceptions import AuthenticationFailed, ValidationError
from rest_framework.request import Request
from rest_framework.serializers import Serializer, as_serializer_error

from accounts.mail.links import InvalidLink
from accounts.models import User
from accounts.passwords import hashing, lockout
from accounts.sessions import responses
from accounts.sessions.claims import Claims
from accounts.two_factor.service import InvalidCode
from accounts.views import errors

# The response is the same for every outcome.
ACCEPTED = OpenApiResponse({"type": "object", "additionalProperties": False}, examples=[OpenApiExample("Response", {})])


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
        raise errors.taken_names(*fields)


def confirm_password(request: Request, user: User, password: str, attr: str = "password") -> None:
    """Confirms the password for a sensitive action. Wrong passwords count like failed sign-ins."""
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
        raise errors.invalid_password(attr) from None


@contextmanager
def translate_invalid_code() -> Iterator[None]:
    try:
        yield
    except InvalidCode:
        raise errors.invalid_code() from None


@contextmanager
def translate_invalid_link() -> Iterator[None]:
    try:
        yield
    except InvalidLink:
        raise errors.invalid_link() from None


@contextmanager
def translate_weak_password() -> Iterator[None]:
    try:
        yield
    except DjangoValidationError as error:
        raise ValidationError({"password": as_serializer_error(error)["non_field_errors"]}) from None

"""The errors of the account views, for the views and the OpenAPI document."""

from __future__ import annotations

from rest_framework.exceptions import AuthenticationFailed, PermissionDenied, ValidationError

from core.api.exceptions import Conflict

WRONG_CODE = "This code is incorrect or has already been used."
TAKEN = {"username": "This username is already taken.", "email": "This email address is already in use."}


def taken_names(*fields: str) -> ValidationError:
    return ValidationError({field: TAKEN[field] for field in fields}, "unique")


def nothing_to_change() -> ValidationError:
    return ValidationError("Send a username, a language, or both.", "required")


def common_password() -> ValidationError:
    """Returns an example of an error of Django's validators, for the OpenAPI document only."""
    return ValidationError({"password": "This password is too common."}, "password_too_common")


def invalid_password(attr: str = "password") -> ValidationError:
    return ValidationError({attr: "Incorrect password."}, "invalid_password")


def invalid_code() -> ValidationError:
    return ValidationError({"code": WRONG_CODE}, "invalid_code")


def invalid_link() -> ValidationError:
    return ValidationError({"token": "This link is no longer valid."}, "invalid_token")


def invalid_credentials() -> AuthenticationFailed:
    return AuthenticationFailed("Incorrect email or password.", "invalid_credentials")


def code_required() -> AuthenticationFailed:
    return AuthenticationFailed("A two-factor code is required.", "second_factor_required")


def invalid_second_factor() -> AuthenticationFailed:
    return AuthenticationFailed(WRONG_CODE, "invalid_second_factor")


def no_session() -> AuthenticationFailed:
    return AuthenticationFailed("There is no active session.", "no_session")


def invalid_refresh_token() -> AuthenticationFailed:
    return AuthenticationFailed("The refresh token is no longer valid.", "token_not_valid")


def missing_refresh_token() -> ValidationError:
    return ValidationError({"refresh": "This field is required."}, "required")


def email_not_verified() -> PermissionDenied:
    return PermissionDenied("Verify your email address first.", "email_not_verified")


def email_already_verified() -> Conflict:
    return Conflict("This email address has already been verified.", "email_already_verified")


def totp_enabled() -> Conflict:
    return Conflict("Two-factor authentication is already enabled.", "totp_enabled")

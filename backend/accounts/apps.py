from django.apps import AppConfig

ERROR_CODES = (
    "email_already_verified",
    "email_not_verified",
    "invalid_code",
    "invalid_credentials",
    "invalid_password",
    "invalid_second_factor",
    "invalid_token",
    "no_session",
    "password_entirely_numeric",
    "password_too_common",
    "password_too_short",
    "password_too_similar",
    "second_factor_required",
    "session_ended",
    "token_not_valid",
    "totp_enabled",
)


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import openapi, signals  # noqa: F401  models are loaded by now
        from core.api import error_codes

        error_codes.register(*ERROR_CODES)

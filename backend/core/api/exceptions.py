"""Exceptions that Django REST framework doesn't have."""

from __future__ import annotations

from rest_framework.exceptions import APIException

from core.http.errors import ERRORS

RETRY_SECONDS = 1


class BadRequest(APIException):
    status_code = 400
    default_code, default_detail = ERRORS[400]


class BodyTooLarge(APIException):
    status_code = 413
    default_code, default_detail = ERRORS[413]


class ServiceUnavailable(APIException):
    """A required service is down. `wait` becomes Retry-After."""

    status_code = 503
    default_detail = "A required service is unavailable. Try again shortly."
    default_code = "service_unavailable"
    wait = RETRY_SECONDS


class Conflict(APIException):
    """The request conflicts with the current state, which the code describes."""

    status_code = 409

"""Errors of any web service, beyond those that Django REST framework knows."""

from __future__ import annotations

from rest_framework.exceptions import APIException

RETRY_SECONDS = 1


class BadRequest(APIException):
    status_code = 400
    default_detail = "The request cannot be understood."
    default_code = "bad_request"


class BodyTooLarge(APIException):
    status_code = 413
    default_detail = "The body is larger than 16 KiB."
    default_code = "body_too_large"


class ServiceUnavailable(APIException):
    """A needed service is down; `wait` becomes Retry-After."""

    status_code = 503
    default_detail = "A service that this needs is not available. Try again shortly."
    default_code = "service_unavailable"
    wait = RETRY_SECONDS


class Conflict(APIException):
    """Not as things are; the code says how they are."""

    status_code = 409

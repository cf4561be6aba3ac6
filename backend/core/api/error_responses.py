"""Converts all errors to responses of one shape with stable codes, whether they come from DRF, Django or middleware."""

from __future__ import annotations

import sys
import time
from typing import Any

import structlog
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.log import log_response
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework.exceptions import APIException
from rest_framework.response import Response

from core.api.exceptions import BadRequest, ServiceUnavailable
from core.api.renderers import dumps
from core.db.errors import code_of
from core.http.errors import error_shape
from core.metrics.definitions import DATABASE_FAULTS
from core.middleware import request_log

logger = structlog.get_logger(__name__)

UNAVAILABLE = (OperationalError, InterfaceError, InternalError)  # InternalError: the server's own storage failed
CAUSE_SECONDS = 60  # each process logs the cause of each kind of failure once per this period

_caused_at: dict[str, float] = {}


class Handler(ExceptionHandler):
    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, UNAVAILABLE):
            return ServiceUnavailable()
        if isinstance(exc, SuspiciousOperation):  # such as an unknown Host header
            return BadRequest()
        return super().convert_known_exceptions(exc)

    def report_exception(self, exc: APIException, response: Response) -> None:
        """Doesn't report unavailable services as errors, because they aren't defects."""
        if not isinstance(exc, ServiceUnavailable):
            return super().report_exception(exc, response)
        _record_unavailable(self.exc, response)
        return None


def _record_unavailable(error: Exception, response: HttpResponse) -> None:
    """Adds the kind of failure to the request's log line. The first of each kind is also logged with its cause."""
    kind = type(error).__name__
    if isinstance(error, DatabaseError | InterfaceError):
        kind = str(code_of(error) or kind)
        DATABASE_FAULTS.labels(kind).inc()
    request_log.note_failure(kind)
    now = time.monotonic()
    if now - _caused_at.get(kind, -CAUSE_SECONDS) >= CAUSE_SECONDS:
        _caused_at[kind] = now
        logger.warning("service.unavailable", kind=kind, cause=str(error))
    log_response("", response=response, level="debug")  # so that Django doesn't log an error with a traceback


def json_error(status: int, code: str, detail: str) -> HttpResponse:
    """Returns an error response outside of Django REST framework."""
    return HttpResponse(dumps(error_shape(status, code, detail)), status=status, content_type="application/json")


def bad_request(request: HttpRequest, exception: Any) -> HttpResponse:
    return json_error(BadRequest.status_code, BadRequest.default_code, BadRequest.default_detail)


def permission_denied(request: HttpRequest, exception: Any) -> HttpResponse:
    return json_error(403, "permission_denied", "You do not have permission to perform this action.")


def not_found(request: HttpRequest, exception: Any) -> HttpResponse:
    return json_error(404, "not_found", "Not found.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Handles errors of all views, including the admin's. Django calls it while it handles the exception."""
    error = sys.exc_info()[1]
    if not isinstance(error, UNAVAILABLE):
        return json_error(500, "error", "Server Error (500)")
    refusal = ServiceUnavailable
    response = json_error(refusal.status_code, refusal.default_code, refusal.default_detail)
    response["Retry-After"] = str(refusal.wait)
    _record_unavailable(error, response)
    return response

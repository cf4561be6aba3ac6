"""Every error is answered in one shape with a stable code, whoever finds it."""

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

from core.api.errors import BadRequest, ServiceUnavailable
from core.api.renderers import dumps
from core.db.errors import code_of
from core.http.errors import error_shape
from core.metrics import definitions as metrics
from core.middleware import request_log

logger = structlog.get_logger(__name__)

UNAVAILABLE = (OperationalError, InterfaceError, InternalError)  # the last is of the server's own files
CAUSE_SECONDS = 60  # the cause of each kind of failure is logged once in this time by each process

_caused_at: dict[str, float] = {}


class Handler(ExceptionHandler):
    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, UNAVAILABLE):
            return ServiceUnavailable()
        if isinstance(exc, SuspiciousOperation):  # a Host header that is not ours, for instance
            return BadRequest()
        return super().convert_known_exceptions(exc)

    def report_exception(self, exc: APIException, response: Response) -> None:
        """What is not available is no defect."""
        if not isinstance(exc, ServiceUnavailable):
            return super().report_exception(exc, response)
        _record_unavailable(self.exc, response)
        return None


def _record_unavailable(error: Exception, response: HttpResponse) -> None:
    """The line of the request gets the kind of the failure. The first of a kind has a line with its cause too."""
    kind = type(error).__name__
    if isinstance(error, DatabaseError | InterfaceError):
        kind = str(code_of(error) or kind)
        metrics.DATABASE_FAULTS.labels(kind).inc()
    request_log.note_failure(kind)
    now = time.monotonic()
    if now - _caused_at.get(kind, -CAUSE_SECONDS) >= CAUSE_SECONDS:
        _caused_at[kind] = now
        logger.warning("service.unavailable", kind=kind, cause=str(error))
    log_response("", response=response, level="debug")  # so that Django does not log an error with a traceback


def answer(status: int, code: str, detail: str) -> HttpResponse:
    """The error shape outside of Django REST framework."""
    return HttpResponse(dumps(error_shape(status, code, detail)), status=status, content_type="application/json")


def bad_request(request: HttpRequest, exception: Any) -> HttpResponse:
    return answer(BadRequest.status_code, BadRequest.default_code, BadRequest.default_detail)


def permission_denied(request: HttpRequest, exception: Any) -> HttpResponse:
    return answer(403, "permission_denied", "You do not have permission to perform this action.")


def not_found(request: HttpRequest, exception: Any) -> HttpResponse:
    return answer(404, "not_found", "Not found.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Also of what is no view of the API, as the admin. Django calls it where it handles the exception."""
    error = sys.exc_info()[1]
    if not isinstance(error, UNAVAILABLE):
        return answer(500, "error", "Server Error (500)")
    refusal = ServiceUnavailable
    response = answer(refusal.status_code, refusal.default_code, refusal.default_detail)
    response["Retry-After"] = str(refusal.wait)
    _record_unavailable(error, response)
    return response

"""Every error is answered in one shape with a stable code, whoever finds it."""

from __future__ import annotations

from typing import Any

import structlog
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.log import log_response
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework.exceptions import APIException
from rest_framework.response import Response

from core import metrics
from core.database_errors import code_of
from core.errors import BadRequest, ServiceUnavailable
from core.raw_errors import error_shape
from core.renderers import dumps

logger = structlog.get_logger(__name__)

_kinds: set[str] = set()  # that this process has logged with their cause


class Handler(ExceptionHandler):
    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, OperationalError | InterfaceError | InternalError):  # the last is of the server's own files
            return ServiceUnavailable()
        if isinstance(exc, SuspiciousOperation):  # a Host header that is not ours, for instance
            return BadRequest()
        return super().convert_known_exceptions(exc)

    def report_exception(self, exc: APIException, response: Response) -> None:
        """What is not available is no defect: one line without a traceback, with the cause for the first of a kind."""
        if not isinstance(exc, ServiceUnavailable):
            return super().report_exception(exc, response)
        kind = type(self.exc).__name__
        if isinstance(self.exc, DatabaseError | InterfaceError):
            kind = str(code_of(self.exc) or kind)
            metrics.DATABASE_FAULTS.labels(kind).inc()
        cause = {} if kind in _kinds else {"cause": str(self.exc)}
        _kinds.add(kind)
        logger.warning("service.unavailable", kind=kind, **cause)
        log_response("", response=response, level="debug")  # so that Django does not log an error
        return None


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
    return answer(500, "error", "Server Error (500)")

"""Logs each request and gives it an id, taken from the edge or generated. The id is in the response and all
log lines.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.http.request_ids import request_id_from
from core.metrics.definitions import REQUEST_SECONDS, REQUESTS
from core.middleware.cookies import drop_escaped_cookies
from core.middleware.security_headers import content_security_policy

HEADER = "X-Request-ID"
META_HEADER = "HTTP_X_REQUEST_ID"  # faster than `request.headers`, which is built from all headers
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
WITHOUT_BODY = frozenset({204, 304})

# Looking up a metric's labeled child takes longer than incrementing it.
_answers = lru_cache(REQUESTS.labels)
_durations = lru_cache(REQUEST_SECONDS.labels)

logger = structlog.get_logger(__name__)

_current: ContextVar[str] = ContextVar("request_id", default="")
_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def request_id() -> str:
    """Returns the current request id; empty outside of requests, tasks and frames."""
    return _current.get()


def client_address() -> str | None:
    """Returns the address of the client that caused the current request or work; None if there is none."""
    request = _request.get()
    return address_of(request) if request else None


def current_request() -> HttpRequest | None:
    """Returns None outside of a request."""
    return _request.get()


def address_of(request: HttpRequest) -> str:
    """Returns the peer's address, or the address seen by the outermost of `NUM_PROXIES` proxies. Never returns an
    address claimed by the client.
    """
    proxies = settings.NUM_PROXIES
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if proxies else ""
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    if not hops:
        return str(request.META.get("REMOTE_ADDR") or "unknown")
    return hops[-min(proxies, len(hops))][:45]


def begin(offered: str | None) -> str:
    """Binds the offered id if it is valid, or else a new one, to this context and its log lines."""
    made = request_id_from(offered)
    _current.set(made)
    _request.set(None)
    return made


def end() -> None:
    """Marks the end of the request: later log lines of this context don't have its id."""
    _current.set("")
    _request.set(None)


def note_failure(kind: str) -> None:
    """Adds the kind of failure of a required service to the log line of the current request."""
    request = _request.get()
    if request is not None:
        request.failure = kind  # type: ignore[attr-defined]


def request_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Logs one line per response, without the query, which may contain a token. Must be the outermost middleware."""

    def middleware(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        made = request.META[META_HEADER] = begin(request.META.get(META_HEADER))
        _request.set(request)
        drop_escaped_cookies(request)
        response = get_response(request)
        response[HEADER] = made
        response["Content-Security-Policy"] = content_security_policy(settings.STATIC_URL)
        if not response.streaming and response.status_code not in WITHOUT_BODY:
            response["Content-Length"] = str(len(response.content))  # otherwise the response would be chunked
        _record(request, response, time.perf_counter() - started)
        return response

    return middleware


def _record(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    match = request.resolver_match
    route = match.route if match else "unmatched"
    failure = getattr(request, "failure", None)
    record(str(request.method), request.path_info, route, response.status_code, seconds, failure)


def record(method: str, path: str, route: str, status: int, seconds: float, failure: str | None = None) -> None:
    """Counts and logs a response."""
    _answers(method if method in METHODS else "other", route, str(status)).inc()
    _durations(route).observe(seconds)
    logger.info(
        "request.finished",
        method=method,
        path=path,
        status=status,
        milliseconds=round(seconds * 1000, 1),
        **({"failure": failure} if failure else {}),
    )

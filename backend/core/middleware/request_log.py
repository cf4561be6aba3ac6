"""Every request has an id, the edge's or one made here: in the answer, and in every log line that follows from it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.http.errors import request_id_from
from core.metrics import definitions as metrics
from core.middleware.cookies import drop_escaped_cookies

HEADER = "X-Request-ID"
META_HEADER = "HTTP_X_REQUEST_ID"  # `request.headers` would be made of all of them
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
WITHOUT_BODY = frozenset({204, 304})

# Of the pages that the backend serves itself: the admin and the API documents.
POLICY = (
    "default-src 'self'{files}; img-src 'self'{files} data:; style-src 'self'{files} 'unsafe-inline'; "
    "worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
)

# Finding the child of a metric takes longer than counting with it.
_answers = lru_cache(metrics.REQUESTS.labels)
_durations = lru_cache(metrics.REQUEST_SECONDS.labels)

logger = structlog.get_logger(__name__)

_current: ContextVar[str] = ContextVar("request_id", default="")
_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def request_id() -> str:
    """Empty outside of a request, a task and a frame."""
    return _current.get()


def client_address() -> str | None:
    """Of who made the current request, or caused the current work; None where nobody did."""
    request = _request.get()
    return address_of(request) if request else None


def current_request() -> HttpRequest | None:
    """None outside of a request."""
    return _request.get()


def address_of(request: HttpRequest) -> str:
    """The peer, or what the outermost of our `NUM_PROXIES` proxies saw. What a client claims itself never counts."""
    proxies = settings.NUM_PROXIES
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if proxies else ""
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    if not hops:
        return str(request.META.get("REMOTE_ADDR") or "unknown")
    return hops[-min(proxies, len(hops))][:45]


def begin(offered: str | None) -> str:
    """Binds the offered id if it is one, or a new one, to this context and its log lines."""
    made = request_id_from(offered)
    _current.set(made)
    _request.set(None)
    return made


def end() -> None:
    """What follows belongs to nobody."""
    _current.set("")
    _request.set(None)


def note_failure(kind: str) -> None:
    """Of a service that the current request needs; its log line names the kind."""
    request = _request.get()
    if request is not None:
        request.failure = kind  # type: ignore[attr-defined]


def request_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Outermost. Logs one line an answer, without the query string: it may hold a token."""

    def middleware(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        made = begin(request.META.get(META_HEADER))
        _request.set(request)
        drop_escaped_cookies(request)
        response = get_response(request)
        response[HEADER] = made
        response["Content-Security-Policy"] = _policy(settings.STATIC_URL)
        if not response.streaming and response.status_code not in WITHOUT_BODY:
            response["Content-Length"] = str(len(response.content))  # or it would be sent in chunks
        _record(request, response, time.perf_counter() - started)
        return response

    return middleware


@lru_cache
def _policy(static_url: str) -> str:
    """Static files on a CDN may be used too."""
    url = urlsplit(static_url)
    return POLICY.format(files=f" {url.scheme}://{url.netloc}" if url.netloc else "")


def _record(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    match = request.resolver_match
    route = match.route if match else "unmatched"
    method = request.method if request.method in METHODS else "other"
    _answers(method, route, str(response.status_code)).inc()
    _durations(route).observe(seconds)
    failure = getattr(request, "failure", None)
    logger.info(
        "request.finished",
        method=request.method,
        path=request.path_info,
        status=response.status_code,
        milliseconds=round(seconds * 1000, 1),
        **({"failure": failure} if failure else {}),
    )

"""The position from which an event stream resumes: `Last-Event-ID`, or else `?since=`."""

from __future__ import annotations

from django.http import HttpRequest
from rest_framework.exceptions import ValidationError

from game.positions import INVALID_SINCE, seq_of

LAST_EVENT_ID = "Last-Event-ID"


def position_of(request: HttpRequest) -> int | None:
    """Prefers the header, because a browser reconnects with an old URL. None without either. Raises ValidationError."""
    since = _position("since", request.GET.get("since"))
    last = _position(LAST_EVENT_ID, request.META.get("HTTP_LAST_EVENT_ID"))
    return since if last is None else last


def _position(name: str, given: str | None) -> int | None:
    if given is None:
        return None
    position = seq_of(given)
    if position is None:
        raise invalid_position(name)
    return position


def invalid_position(name: str) -> ValidationError:
    return ValidationError({name: INVALID_SINCE.replace("since", name)}, "invalid")

"""Spans of our own, where OpenTelemetry's instrumentations see nothing. `core.tracing.export` turns them on.

While tracing is off, each function returns at once, and nothing of it is imported. Names and attributes never contain
anything about a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.tracing.recorder import Recorder

_NOTHING: AbstractContextManager[Any] = nullcontext()
_recorder: Recorder | None = None


def record_with(recorder: Recorder | None) -> None:
    global _recorder
    _recorder = recorder


def is_on() -> bool:
    return _recorder is not None


def span(name: str) -> AbstractContextManager[Any]:
    """A step of the current work."""
    return _NOTHING if _recorder is None else _recorder.step(name)


def database(name: str, system: str = "mysql") -> AbstractContextManager[Any]:
    return _NOTHING if _recorder is None else _recorder.call(name, system)


def redis(commands: Sequence[Sequence[Any]]) -> AbstractContextManager[Any]:
    """One round trip, named after its commands."""
    if _recorder is None:
        return _NOTHING
    return _recorder.call(" ".join(dict.fromkeys(str(command[0]) for command in commands)), "redis")


def publication() -> AbstractContextManager[Any]:
    return _NOTHING if _recorder is None else _recorder.publication()


def frame(traceparent: str | None) -> AbstractContextManager[Any]:
    """Handling a message in another process than the one that published it."""
    return _NOTHING if _recorder is None or traceparent is None else _recorder.frame(traceparent)


def command(name: str) -> AbstractContextManager[Any]:
    """A command on a socket. It has a trace of its own, because a socket stays open for hours."""
    return _NOTHING if _recorder is None else _recorder.command(name)


def request(name: str, traceparent: str | None, request_id: str, arrived_at: float) -> Any:
    """Begins the span of a request that Django doesn't handle. `arrived_at` is of `time.perf_counter`."""
    return None if _recorder is None else _recorder.request(name, traceparent, request_id, arrived_at)


def end(request_span: Any, status: int) -> None:
    if request_span is not None:
        request_span.set_attribute("http.response.status_code", status)
        request_span.end()


def current() -> Any:
    """What `of_members` and `traceparent` take. None while tracing is off."""
    return None if _recorder is None else _recorder.current()


def of_members(name: str, members: Iterable[Any]) -> AbstractContextManager[Any]:
    """Work for one member is part of its trace. Work for several has a trace of its own, with links both ways."""
    return _NOTHING if _recorder is None else _recorder.of_members(name, list(members))


def traceparent(member: Any) -> str | None:
    """The current span in W3C's format if it belongs to the member's trace, or else the member."""
    return None if _recorder is None or member is None else _recorder.traceparent(member)

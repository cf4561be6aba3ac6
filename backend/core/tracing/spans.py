"""Our own spans, for work that OpenTelemetry's instrumentations don't cover. `core.tracing.export` turns them on.

While tracing is off, each function returns immediately, and OpenTelemetry isn't imported. Names and attributes never
contain personal data.
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
    """A span for a step of the current work."""
    return _NOTHING if _recorder is None else _recorder.step(name)


def database(name: str, system: str = "mysql") -> AbstractContextManager[Any]:
    return _NOTHING if _recorder is None else _recorder.call(name, system)


def redis(commands: Sequence[Sequence[Any]]) -> AbstractContextManager[Any]:
    """A round trip to Redis, named after its commands."""
    if _recorder is None:
        return _NOTHING
    return _recorder.call(" ".join(dict.fromkeys(str(command[0]) for command in commands)), "redis")


def publication() -> AbstractContextManager[Any]:
    return _NOTHING if _recorder is None else _recorder.publication()


def frame(traceparent: str | None) -> AbstractContextManager[Any]:
    """The handling of a message in a process other than the one that published it."""
    return _NOTHING if _recorder is None or traceparent is None else _recorder.frame(traceparent)


def command(name: str) -> AbstractContextManager[Any]:
    """A command on a socket. It has a trace of its own, because sockets stay open for hours."""
    return _NOTHING if _recorder is None else _recorder.command(name)


def request(name: str, traceparent: str | None, request_id: str, arrived_at: float) -> Any:
    """Begins the span of a request that Django doesn't handle. `arrived_at` is from `time.perf_counter`."""
    return None if _recorder is None else _recorder.request(name, traceparent, request_id, arrived_at)


def end(request_span: Any, status: int) -> None:
    if request_span is not None:
        request_span.set_attribute("http.response.status_code", status)
        request_span.end()


def current() -> Any:
    """Returns the current span as a member for `of_members` and `traceparent`; None while tracing is off."""
    return None if _recorder is None else _recorder.current()


def of_members(name: str, members: Iterable[Any]) -> AbstractContextManager[Any]:
    """Work for one member is part of its trace. Work for several members has its own trace, linked both ways."""
    return _NOTHING if _recorder is None else _recorder.of_members(name, list(members))


def traceparent(member: Any) -> str | None:
    """Returns the current span in W3C format if it belongs to the member's trace, or else the member."""
    return None if _recorder is None or member is None else _recorder.traceparent(member)

"""Creates the spans of `core.tracing.spans` with OpenTelemetry. Imported only if tracing is on."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from typing import Any

from opentelemetry import context, trace
from opentelemetry.trace import Link, SpanContext, SpanKind, Tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from core.tracing.traceparent import accepted

_W3C = TraceContextTextMapPropagator()
_EMPTY = context.Context()

Step = contextlib.AbstractContextManager[Any]


class Recorder:
    def __init__(self, tracer: Tracer, *, behind_edge: bool) -> None:
        self._tracer = tracer
        self._behind_edge = behind_edge

    def step(self, name: str) -> Step:
        return self._tracer.start_as_current_span(name)

    def call(self, name: str, system: str) -> Step:
        attributes = {"db.system.name": system, "db.operation.name": name}
        return self._tracer.start_as_current_span(name, kind=SpanKind.CLIENT, attributes=attributes)

    def publication(self) -> Step:
        return self._tracer.start_as_current_span("publish", kind=SpanKind.PRODUCER)

    def frame(self, traceparent: str) -> Step:
        return self._tracer.start_as_current_span("frame", _from(traceparent), SpanKind.CONSUMER)

    def command(self, name: str) -> Step:
        return self._tracer.start_as_current_span(name, _EMPTY, SpanKind.SERVER)

    def request(self, name: str, traceparent: str | None, request_id: str, arrived_at: float) -> Any:
        began = time.time_ns() - int((time.perf_counter() - arrived_at) * 1e9)
        parent = _from(accepted(traceparent, request_id, from_edge=self._behind_edge))
        method, _, route = name.partition(" ")
        attributes = {"http.request.method": method, "http.route": route}
        return self._tracer.start_span(name, parent, SpanKind.SERVER, attributes, start_time=began)

    def current(self) -> Any:
        found = trace.get_current_span()
        return found if found.get_span_context().is_valid else None

    def of_members(self, name: str, members: Sequence[Any]) -> Step:
        known = [member for member in members if member is not None]
        if len(members) == 1:
            return trace.use_span(known[0]) if known else contextlib.nullcontext()
        return self._group(name, known)

    @contextlib.contextmanager
    def _group(self, name: str, members: Sequence[Any]) -> Iterator[None]:
        links = [Link(member.get_span_context()) for member in members]
        with self._tracer.start_as_current_span(name, _EMPTY, links=links) as group:
            for member in members:
                member.add_link(group.get_span_context())
            yield

    def traceparent(self, member: Any) -> str:
        found, current = member.get_span_context(), trace.get_current_span().get_span_context()
        return _header(current if current.trace_id == found.trace_id else found)


def _header(found: SpanContext) -> str:
    return f"00-{found.trace_id:032x}-{found.span_id:016x}-{found.trace_flags:02x}"


def _from(traceparent: str) -> context.Context:
    return _W3C.extract({"traceparent": traceparent}, _EMPTY)

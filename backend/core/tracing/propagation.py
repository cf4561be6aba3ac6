"""Propagates traces into and out of a process."""

from __future__ import annotations

from typing import Any

from opentelemetry.context import Context
from opentelemetry.propagators.textmap import DefaultGetter, DefaultSetter, Getter, Setter, TextMapPropagator
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from core.tracing.traceparent import accepted

_W3C = TraceContextTextMapPropagator()
_DEFAULT_GETTER: Getter[Any] = DefaultGetter()
_DEFAULT_SETTER: Setter[Any] = DefaultSetter()


class RequestIdPropagator(TextMapPropagator):
    """W3C Trace Context, but trusts the traceparent of a request only behind the edge. Otherwise, the trace is derived
    from the request's id, which `core.middleware.request_log` has added to the headers.
    """

    def __init__(self, *, behind_edge: bool) -> None:
        self._behind_edge = behind_edge

    def extract(self, carrier: Any, context: Context | None = None, getter: Getter[Any] = _DEFAULT_GETTER) -> Context:
        request_id = getter.get(carrier, "x-request-id")
        if not request_id:  # a task
            return _W3C.extract(carrier, context, getter)
        offered = getter.get(carrier, "traceparent")
        made = accepted(offered[0] if offered else None, request_id[0], from_edge=self._behind_edge)
        return _W3C.extract({"traceparent": made}, context)

    def inject(self, carrier: Any, context: Context | None = None, setter: Setter[Any] = _DEFAULT_SETTER) -> None:
        _W3C.inject(carrier, context, setter)

    @property
    def fields(self) -> set[str]:
        return _W3C.fields

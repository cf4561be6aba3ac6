"""Decides which spans are sampled, and which attributes are exported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.sampling import Decision, Sampler, SamplingResult
from opentelemetry.trace import SpanKind, Status

# Instrumentations also record URLs with tokens, addresses, keys and exception messages, which aren't exported.
ALLOWED = frozenset(
    {
        "http.request.method",
        "http.method",
        "http.route",
        "http.response.status_code",
        "http.status_code",
        "db.system.name",
        "db.system",
        "db.operation.name",
        "celery.task_name",
        "celery.action",
        "celery.state",
        "error.type",
    }
)


PROBES = ("GET health/", "GET metrics")


class Wanted(Sampler):
    """Drops probes, and calls to the database and to Redis outside of any trace, such as those of sweeps."""

    def __init__(self, rest: Sampler) -> None:
        self._rest = rest

    def should_sample(
        self, parent_context: Any, trace_id: int, name: str, kind: Any = None, *args: Any, **kw: Any
    ) -> Any:
        is_orphan = kind is SpanKind.CLIENT and not trace.get_current_span(parent_context).get_span_context().is_valid
        if is_orphan or name.startswith(PROBES):
            return SamplingResult(Decision.DROP)
        return self._rest.should_sample(parent_context, trace_id, name, kind, *args, **kw)

    def get_description(self) -> str:
        return f"Wanted({self._rest.get_description()})"


class AllowedOnly(SpanExporter):
    """Exports only the attributes in ALLOWED, and only the types of exceptions."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        return self._exporter.export([_allowed(span) for span in spans])

    def shutdown(self) -> None:
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        return self._exporter.force_flush(timeout_millis)


def _allowed(span: ReadableSpan) -> ReadableSpan:
    attributes = {name: value for name, value in (span.attributes or {}).items() if name in ALLOWED}
    for event in span.events:
        if kind := (event.attributes or {}).get("exception.type"):
            attributes["error.type"] = kind
    return ReadableSpan(
        name=span.name,
        context=span.get_span_context(),
        parent=span.parent,
        resource=span.resource,
        attributes=attributes,
        links=span.links,
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )

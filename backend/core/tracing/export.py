"""Turns tracing on: OpenTelemetry's instrumentations and our own spans are exported over OTLP (HTTP).

OpenTelemetry reads its own variables (`OTEL_EXPORTER_OTLP_…`, `OTEL_TRACES_SAMPLER`, `OTEL_BSP_…`).
"""

from __future__ import annotations

import re
from typing import Any

from django.db.backends.signals import connection_created
from opentelemetry import propagate, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.celery import CeleryInstrumentor
from opentelemetry.instrumentation.django import DjangoInstrumentor
from opentelemetry.instrumentation.redis import RedisInstrumentor
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from core.tracing import spans
from core.tracing.filters import AllowedOnly, Wanted
from core.tracing.propagation import RequestIdPropagator
from core.tracing.recorder import Recorder

AFTER_REQUEST_ID = 1  # the position among the middleware
_VERB = re.compile(r"\s*(BEGIN|SELECT|INSERT|UPDATE|DELETE|SAVEPOINT|RELEASE|SET)\b", re.IGNORECASE)
_TABLE = re.compile(r"\b(?:FROM|INTO|UPDATE)\s+[`\"]?(\w+)", re.IGNORECASE)


def start(*, service: str, version: str, behind_edge: bool) -> None:
    """Starts tracing. Call it once per process, before Django loads its middleware. Forked workers inherit it."""
    own = Resource.create({"service.name": service, "service.version": version})
    provider = TracerProvider(resource=own.merge(OTELResourceDetector().detect()))
    provider.sampler = Wanted(provider.sampler)
    provider.add_span_processor(BatchSpanProcessor(AllowedOnly(OTLPSpanExporter())))
    trace.set_tracer_provider(provider)
    propagate.set_global_textmap(RequestIdPropagator(behind_edge=behind_edge))
    DjangoInstrumentor().instrument(middleware_position=AFTER_REQUEST_ID)
    CeleryInstrumentor().instrument()  # type: ignore[no-untyped-call]
    RedisInstrumentor().instrument()
    connection_created.connect(_trace_statements)
    spans.record_with(Recorder(trace.get_tracer(service), behind_edge=behind_edge))


def statement_name(sql: str) -> str:
    """Returns only verbs and tables, because our own statements contain the ids of owners."""
    return "; ".join(filter(None, map(_name, sql.split(";")))) or "statement"


def _name(statement: str) -> str:
    verb, table = _VERB.match(statement), _TABLE.search(statement)
    return " ".join(found for found in (verb and verb[1].upper(), verb and table and table[1]) if found)


def _trace_statements(connection: Any, **_: Any) -> None:
    """Django's hook for instrumentation (`connection.execute_wrappers`)."""
    if _execute not in connection.execute_wrappers:  # not when reconnecting
        connection.execute_wrappers.append(_execute)


def _execute(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
    with spans.database(statement_name(sql), context["connection"].vendor):
        return execute(sql, parameters, many, context)

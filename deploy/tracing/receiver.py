"""A collector of traces for tests: receives OTLP over HTTP and keeps the spans."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.services.ports import HOST


@dataclass(frozen=True)
class Span:
    """Times are in nanoseconds since 1970. `links` has the ids of spans."""

    service: str
    name: str
    trace: str
    id: str
    parent: str
    began: int
    ended: int
    attributes: Mapping[str, str]
    links: tuple[str, ...] = ()


class Receiver:
    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.bytes = b""  # everything that was exported
        self.url = ""

    def of(self, trace: str) -> list[Span]:
        return sorted((span for span in list(self.spans) if span.trace == trace), key=lambda span: span.began)

    def add(self, body: bytes) -> None:
        self.bytes += body
        message = ExportTraceServiceRequest.FromString(body)
        for resource in message.resource_spans:
            service = next(one.value.string_value for one in resource.resource.attributes if one.key == "service.name")
            self.spans += [_span(service, span) for scope in resource.scope_spans for span in scope.spans]


def _span(service: str, span: Any) -> Span:
    return Span(
        service=service,
        name=span.name,
        trace=span.trace_id.hex(),
        id=span.span_id.hex(),
        parent=span.parent_span_id.hex(),
        began=span.start_time_unix_nano,
        ended=span.end_time_unix_nano,
        attributes={one.key: str(one.value.string_value or one.value.int_value) for one in span.attributes},
        links=tuple(link.span_id.hex() for link in span.links),
    )


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.add(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer((HOST, 0), Handler) as server:
        receiver.url = f"http://{HOST}:{server.server_port}"
        threading.Thread(target=server.serve_forever).start()
        try:
            yield receiver
        finally:
            server.shutdown()

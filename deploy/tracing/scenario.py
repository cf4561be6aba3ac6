"""A play and a registration through the edge, with an open socket, and the traces that the processes exported."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from receiver import Receiver, Span, receiving
from stack import Stack, started
from tests import uncontended

T = TypeVar("T")

PASSWORD = "correct horse battery staple"  # noqa: S105  of a player that lives as long as the test
WAIT_SECONDS = 30
EXPORT_MILLISECONDS = "100"


@dataclass
class Scenario:
    stack: Stack
    receiver: Receiver
    client: httpx.Client

    def register(self, name: str) -> tuple[str, str]:
        """Returns the access token and the request's id."""
        body = {"username": name, "email": f"{name}@example.com", "password": PASSWORD}
        answer = self.client.post("/auth/api/register/", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()["access"], answer.headers["X-Request-ID"]

    def play(self, access: str, number: int, **headers: str) -> str:
        """Returns the request's id."""
        headers |= {"Authorization": f"Bearer {access}"}
        answer = self.client.post("/api/game/play/", json={"number": number}, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.headers["X-Request-ID"]

    def open_socket(self, access: str) -> ClientConnection:
        protocols = [Subprotocol("numberplay.v1"), Subprotocol(f"bearer.{access}")]
        return connect(self.stack.socket_url, subprotocols=protocols, proxy=None)

    def trace(self, request_id: str, *names: str) -> list[Span]:
        """Returns the trace once it has spans with these names, the edge's first."""

        def found() -> list[Span]:
            spans = self.receiver.of(request_id)
            return spans if set(names) <= {span.name for span in spans} else []

        return [self.edge_span(request_id), *awaited(found)]

    def awaited(self, name: str, *, trace: str | None = None) -> list[Span]:
        """The spans with this name, of one trace or of all."""
        return awaited(lambda: [one for one in self.receiver.spans if one.name == name and trace in (None, one.trace)])

    def edge_span(self, request_id: str) -> Span:
        """nginx creates no spans, but its log has all the fields of one."""

        def found() -> list[dict[str, Any]]:
            lines = (self.stack.edge.directory / "access.log").read_text().splitlines()
            return [line for line in map(json.loads, lines) if line["request_id"] == request_id]

        [line] = awaited(found)
        ended = int(line["ended"] * 1e9)
        name = f"{line['method']} {line['path']}"
        status = {"http.response.status_code": str(line["status"])}
        began = ended - int(line["seconds"] * 1e9)
        return Span("edge", name, request_id, request_id[:16], "", began, ended, status)


def awaited(found: Callable[[], list[T]]) -> list[T]:
    began = time.monotonic()
    while not (values := found()):
        assert uncontended.since(began) < WAIT_SECONDS
        time.sleep(0.05)
    return values


@contextmanager
def running() -> Iterator[Scenario]:
    with receiving() as receiver:
        variables = {"OTEL_EXPORTER_OTLP_ENDPOINT": receiver.url, "OTEL_BSP_SCHEDULE_DELAY": EXPORT_MILLISECONDS}
        with started(**variables) as stack, httpx.Client(base_url=stack.url, trust_env=False, timeout=60) as client:
            yield Scenario(stack, receiver, client)

"""Our own spans: their parents, their links, and the parts that are exported. deploy/tracing tests whole traces."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from core.tracing import spans, traceparent
from core.tracing.export import statement_name
from core.tracing.filters import AllowedOnly, Wanted
from core.tracing.propagation import RequestIdPropagator
from core.tracing.recorder import Recorder
from tests.processes.programs import BACKEND, environment

ID = "0123456789abcdef0123456789abcdef"
EDGE = f"00-{ID}-{ID[:16]}-01"
THEIRS = "00-11111111111111111111111111111111-2222222222222222-01"


@pytest.fixture
def exported() -> Iterator[InMemorySpanExporter]:
    memory, provider = InMemorySpanExporter(), TracerProvider()
    provider.sampler = Wanted(provider.sampler)
    provider.add_span_processor(SimpleSpanProcessor(AllowedOnly(memory)))
    spans.record_with(Recorder(provider.get_tracer("test"), behind_edge=True))
    yield memory
    spans.record_with(None)
    provider.shutdown()


def names(exported: InMemorySpanExporter) -> list[str]:
    return [span.name for span in exported.get_finished_spans()]


def test_the_edges_id_is_that_of_the_trace() -> None:
    assert traceparent.traceparent_of(ID) == EDGE


@pytest.mark.parametrize("request_id", ["mine", "0" * 32, ID.upper()])
def test_the_trace_of_any_other_id_follows_from_it(request_id: str) -> None:
    made = traceparent.traceparent_of(request_id)
    version, trace, span, flags = made.split("-")
    assert (version, len(trace), span, flags) == ("00", 32, trace[:16], "01")
    assert trace != "0" * 32
    assert made == traceparent.traceparent_of(request_id) != traceparent.traceparent_of("another")


@pytest.mark.parametrize(
    ("offered", "from_edge", "accepted"),
    [
        (THEIRS, True, THEIRS),
        (THEIRS, False, EDGE),
        (None, True, EDGE),
        (THEIRS + "-more", True, EDGE),
        (f"00-{'0' * 32}-2222222222222222-01", True, EDGE),
        (f"00-{'1' * 32}-{'0' * 16}-01", True, EDGE),
    ],
)
def test_a_traceparent_is_only_believed_behind_the_edge(offered: str | None, from_edge: bool, accepted: str) -> None:
    assert traceparent.accepted(offered, ID, from_edge=from_edge) == accepted
    headers = {"x-request-id": ID, **({"traceparent": offered} if offered else {})}
    context = RequestIdPropagator(behind_edge=from_edge).extract(headers)
    carrier: dict[str, str] = {}
    RequestIdPropagator(behind_edge=from_edge).inject(carrier, context)
    assert carrier == {"traceparent": accepted}


def test_a_group_links_to_its_members_and_they_to_it(exported: InMemorySpanExporter) -> None:
    members = [spans.request("POST play/", None, digit * 32, 0.0) for digit in "abc"]
    with spans.of_members("play group", members):
        with spans.database("COMMIT"):
            pass
        assert [spans.traceparent(member)[3:35] for member in members] == ["a" * 32, "b" * 32, "c" * 32]  # type: ignore[index]
    for member in members:
        spans.end(member, 200)

    commit, group, *requests = exported.get_finished_spans()
    assert (commit.name, group.name) == ("COMMIT", "play group")
    assert commit.parent is not None
    assert commit.parent.span_id == group.context.span_id
    assert group.parent is None
    assert [link.context for link in group.links] == [request.context for request in requests]
    assert [[link.context for link in request.links] for request in requests] == [[group.context]] * 3


def test_work_for_one_member_is_part_of_its_trace(exported: InMemorySpanExporter) -> None:
    member = spans.request("POST play/", EDGE, "another", 0.0)
    with spans.of_members("play group", [member]), spans.publication():
        traceparent = spans.traceparent(member)
    with spans.frame(traceparent):
        pass
    spans.end(member, 200)

    publication, frame, request = exported.get_finished_spans()
    assert [span.name for span in (publication, frame, request)] == ["publish", "frame", "POST play/"]
    assert {span.context.trace_id for span in (publication, frame, request)} == {int(ID, 16)}
    assert request.parent is not None and f"{request.parent.span_id:016x}" == ID[:16]  # noqa: PT018
    assert publication.parent is not None and publication.parent.span_id == request.context.span_id  # noqa: PT018
    assert frame.parent is not None and frame.parent.span_id == publication.context.span_id  # noqa: PT018
    assert request.attributes == {
        "http.request.method": "POST",
        "http.route": "play/",
        "http.response.status_code": 200,
    }


def test_a_message_of_the_version_before_has_no_span(exported: InMemorySpanExporter) -> None:
    with spans.frame(None):
        pass
    assert names(exported) == []


def test_calls_without_a_cause_and_probes_are_dropped(exported: InMemorySpanExporter) -> None:
    provider = TracerProvider()
    with spans.database("SELECT game_play"), spans.redis([("PING",)]):
        pass
    sampler = Wanted(provider.sampler)
    for name in ("GET health/live/", "GET metrics"):
        assert sampler.should_sample(None, 1, name, SpanKind.SERVER).decision.name == "DROP"
    assert sampler.should_sample(None, 1, "GET api/game/history/", SpanKind.SERVER).decision.name == "RECORD_AND_SAMPLE"
    with spans.command("play on a socket"), spans.redis([("EVAL", "key of a player"), ("PUBLISH", "x"), ("EVAL", "y")]):
        pass
    assert names(exported) == ["EVAL PUBLISH", "play on a socket"]


def test_of_an_exception_only_the_type_is_exported(exported: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match="mallory"), spans.span("play"):
        raise ValueError("mallory@example.com")
    [span] = exported.get_finished_spans()
    assert (span.attributes, span.events) == ({"error.type": "ValueError"}, ())
    assert (span.status.status_code, span.status.description) == (StatusCode.ERROR, None)
    assert "mallory" not in span.to_json()


@pytest.mark.parametrize(
    ("sql", "name"),
    [
        ("SELECT a FROM game_play WHERE player_id = 17 AND key_digest = 'x; DROP TABLE y'", "SELECT game_play"),
        ("UPDATE `a_b` SET x = 1; INSERT INTO game_play (a) VALUES (842)", "UPDATE a_b; INSERT game_play"),
        ("SELECT 1", "SELECT"),
        ("/* secret */ CALL me('mallory')", "statement"),
    ],
)
def test_the_name_of_a_statement_has_no_values(sql: str, name: str) -> None:
    assert statement_name(sql) == name


PARTS = ["opentelemetry.sdk.trace", "opentelemetry.instrumentation", "opentelemetry.exporter"]
STARTS = """
import sys
import config.asgi, config.celery
from core.tracing import spans
# redis-py imports the metrics if they are installed.
PARTS = ("opentelemetry.sdk.trace", "opentelemetry.instrumentation", "opentelemetry.exporter")
print(spans.is_on(), [part for part in PARTS if part in sys.modules])
"""


@pytest.mark.parametrize(
    ("variables", "printed"),
    [({}, "False []"), ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"}, f"True {PARTS}")],
)
def test_without_the_variable_no_part_of_tracing_is_imported(
    variables: dict[str, str], printed: str, tmp_path: Path
) -> None:
    env = environment(DATABASE_URL=f"sqlite:///{tmp_path / 'database'}", **variables)
    done = subprocess.run(
        [sys.executable, "-c", STARTS], cwd=BACKEND, env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == printed, done.stderr


def test_while_tracing_is_off_nothing_is_made() -> None:
    assert spans.request("POST play/", None, ID, 0.0) is spans.current() is spans.traceparent("anything") is None
    steps = [spans.span("a"), spans.database("b"), spans.redis([("EVAL",)]), spans.publication(), spans.command("c")]
    assert {id(step) for step in steps} == {id(spans.of_members("d", [None, None]))}

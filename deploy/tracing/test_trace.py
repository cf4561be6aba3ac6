"""One trace from the edge's request id: a play with its commit and frame, and a registration with its email."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

import pytest

from picture import TIERS, svg, tier
from receiver import Span
from scenario import PASSWORD, Scenario, running

PLAY = [
    ("edge", "POST /api/game/play/", None),
    ("web", "POST api/game/play/", "POST /api/game/play/"),
    ("Redis", "EVAL", "POST api/game/play/"),
    ("web", "play", "POST api/game/play/"),
    ("database", "SELECT game_playerstatistics", "play"),
    ("database", "UPDATE game_playerstatistics; INSERT game_play", "play"),
    ("database", "COMMIT", "play"),
    ("web", "publish", "play"),
    ("Redis", "EVAL PUBLISH", "publish"),
    ("socket", "frame", "publish"),
]
SEND = "accounts.tasks.send_mail"
THEIRS = "00-11111111111111111111111111111111-2222222222222222-01"


@pytest.fixture(scope="module")
def scenario() -> Iterator[Scenario]:
    with running() as found:
        yield found


def described(spans: Sequence[Span]) -> list[tuple[str, str, str | None]]:
    names = {span.id: span.name for span in spans}
    return [(tier(span), span.name, names.get(span.parent)) for span in spans]


def test_a_play_is_one_trace_from_the_edge_to_the_frame(scenario: Scenario) -> None:
    access, _ = scenario.register("player_one")
    with scenario.open_socket(access):
        requests = [scenario.play(access, 842, traceparent=THEIRS) for _ in range(12)]
        traces = [scenario.trace(request, "POST api/game/play/", "frame") for request in requests]
    assert [sorted(described(spans), key=PLAY.index) for spans in traces] == [PLAY] * 12
    attributes = [
        next(iter(dict(span.attributes).items()))
        for spans in traces
        for span in spans
        if span.name == "POST api/game/play/"
    ]
    # Both paths: through Django, which handles the first play of each process, and through gunicorn's main loop.
    assert {name for name, _ in attributes} == {"http.method", "http.request.method"}
    assert not scenario.receiver.of("1" * 32)


def test_a_play_on_a_socket_has_a_trace_of_its_own(scenario: Scenario) -> None:
    access, _ = scenario.register("player_two")
    with scenario.open_socket(access) as connection:
        connection.send('{"number": 7}')
        connection.recv()
        [root] = scenario.awaited("play on a socket")
        spans = scenario.awaited("publish", trace=root.trace) and scenario.receiver.of(root.trace)
    assert (root.parent, tier(root)) == ("", "socket")
    names = {name: parent for _, name, parent in described(spans)}
    assert names["EVAL"] == names["play"] == "play on a socket"
    assert names["COMMIT"] == names["publish"] == "play"


def test_a_registration_is_one_trace_from_the_edge_to_the_email(scenario: Scenario) -> None:
    _, request = scenario.register("player_three")
    spans = scenario.trace(request, "POST auth/api/register/", f"run/{SEND}")
    found = described(spans)
    assert {span.trace for span in spans} == {request}
    for expected in (
        ("web", "POST auth/api/register/", "POST /auth/api/register/"),
        ("web", f"apply_async/{SEND}", "POST auth/api/register/"),
        ("worker", f"run/{SEND}", f"apply_async/{SEND}"),
        ("worker", "send email", f"run/{SEND}"),
    ):
        assert found.count(expected) == 1, expected
    # The player, and then the audit event.
    assert found.count(("database", "COMMIT", "POST auth/api/register/")) == 2


def test_nothing_about_a_player_is_exported(scenario: Scenario) -> None:
    access, request = scenario.register("player_four")
    scenario.client.get("/api/game/results/stream/", params={"token": "not-a-token"})
    scenario.client.get(f"/api/game/history/?token={access}", headers={"Authorization": f"Bearer {access}"})
    scenario.play(access, 842, **{"Idempotency-Key": "a-key-of-the-player"})
    scenario.trace(request, f"run/{SEND}")
    secrets = ("player_four", access, PASSWORD, "not-a-token", "a-key-of-the-player", "127.0.0.1", "python-httpx")
    assert [secret for secret in secrets if secret.encode() in scenario.receiver.bytes] == []


def test_probes_and_sweeps_are_not_traced(scenario: Scenario) -> None:
    assert scenario.client.get("/health/").status_code == 200
    roots = {span.name for span in scenario.receiver.spans if not span.parent}
    assert roots <= {"play on a socket", "run/accounts.tasks.sweep_mails", "apply_async/accounts.tasks.sweep_mails"}
    assert not [span.name for span in scenario.receiver.spans if "health" in span.name]


def test_the_picture_has_a_row_for_each_span_and_all_tiers(scenario: Scenario) -> None:
    access, registration = scenario.register("player_five")
    with scenario.open_socket(access):
        play = scenario.trace(scenario.play(access, 842), "POST api/game/play/", "frame")
    email = scenario.trace(registration, f"run/{SEND}")
    drawn = ET.fromstring(svg([("A play", play), ("A registration", email)]))
    colors = [rectangle.get("fill") for rectangle in drawn.iter("{http://www.w3.org/2000/svg}rect")]
    assert set(colors) == {"#fff", *TIERS.values()}
    assert len(colors) == 1 + len(TIERS) + len(play) + len(email)

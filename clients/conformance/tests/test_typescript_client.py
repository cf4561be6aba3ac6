"""The TypeScript client passes every case that is possible with a browser's `WebSocket`; wrong clients fail theirs."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from conformance.clients import typescript_client, typescript_mistakes
from conformance.server.case import Case, cases
from conformance.server.play_case import NOT_STARTED
from conformance.server.play_case import verdicts as play_all

CASES = [case for case in cases() if case.needs != "handshake-response"]

Verdicts = dict[str, list[str]]


@pytest.fixture(scope="module")
def verdicts(request: pytest.FixtureRequest, compiled: Path) -> Verdicts:
    return asyncio.run(play_all(_selected(request, test_the_client_passes), lambda _: typescript_client(compiled)))


@pytest.fixture(scope="module")
def verdicts_of_wrong_clients(request: pytest.FixtureRequest, compiled: Path) -> Verdicts:
    selected = _selected(request, test_a_wrong_client_fails)
    return asyncio.run(play_all(selected, lambda case: typescript_client(compiled, case.mistake), are_wrong=True))


def _selected(request: pytest.FixtureRequest, test: object) -> list[Case]:
    """All cases are played at once, so the first test of a kind waits for them."""
    functions = [item for item in request.session.items if isinstance(item, pytest.Function)]
    return [case for case in CASES if any(f.obj is test and f.callspec.params["case"] is case for f in functions)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_client_passes(case: Case, verdicts: Verdicts) -> None:
    assert verdicts[case.id] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_wrong_client_fails(case: Case, verdicts_of_wrong_clients: Verdicts) -> None:
    assert verdicts_of_wrong_clients[case.id] != [], case.mistake
    assert NOT_STARTED not in verdicts_of_wrong_clients[case.id]
    assert [text for text in verdicts_of_wrong_clients[case.id] if "stderr" in text] == []  # it runs, but wrongly


def test_the_client_can_make_the_mistake_of_each_case() -> None:
    assert set(typescript_mistakes()) == {case.mistake for case in cases()}


def test_one_case_only_is_left_out() -> None:
    assert [case.id for case in cases() if case not in CASES] == ["fallback/handshake-retry-after"]

"""The client passes every case, and each client with a deliberate mistake fails its case."""

from __future__ import annotations

import asyncio

import pytest
from wrong_clients import WRONG

from conformance.clients import python_client
from conformance.server.case import Case, cases
from conformance.server.play_case import NOT_STARTED
from conformance.server.play_case import verdicts as play_all

Verdicts = dict[str, list[str]]


@pytest.fixture(scope="module")
def verdicts(request: pytest.FixtureRequest) -> Verdicts:
    return asyncio.run(play_all(_selected(request, test_the_client_passes), lambda _: python_client()))


@pytest.fixture(scope="module")
def verdicts_of_wrong_clients(request: pytest.FixtureRequest) -> Verdicts:
    selected = _selected(request, test_a_wrong_client_fails)
    return asyncio.run(play_all(selected, lambda case: python_client(case.mistake), are_wrong=True))


def _selected(request: pytest.FixtureRequest, test: object) -> list[Case]:
    """All cases are played at once, so the first test of a kind waits for them."""
    functions = [item for item in request.session.items if isinstance(item, pytest.Function)]
    return [case for case in cases() if any(f.obj is test and f.callspec.params["case"] is case for f in functions)]


def test_there_are_enough_cases_and_each_has_a_wrong_client() -> None:
    ids = [case.id for case in cases()]
    assert len(ids) >= 60
    assert len(ids) == len(set(ids))
    assert set(WRONG) == {case.mistake for case in cases()}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_the_client_passes(case: Case, verdicts: Verdicts) -> None:
    assert verdicts[case.id] == []


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_a_wrong_client_fails(case: Case, verdicts_of_wrong_clients: Verdicts) -> None:
    assert verdicts_of_wrong_clients[case.id] != [], case.mistake
    assert NOT_STARTED not in verdicts_of_wrong_clients[case.id]

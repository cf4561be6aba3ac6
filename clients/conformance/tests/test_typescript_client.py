"""The TypeScript client, compiled as for its package, passes every case that a browser's `WebSocket` makes possible."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import cast

import pytest

from conformance.clients import typescript_client
from conformance.server.case import Case, cases
from conformance.server.play_case import verdicts as play_all

CASES = [case for case in cases() if case.needs != "handshake-response"]


@pytest.fixture(scope="module")
def verdicts(request: pytest.FixtureRequest, compiled: Path) -> dict[str, list[str]]:
    """All cases are played at once, so the first test waits for them."""
    items = [item for item in request.session.items if isinstance(item, pytest.Function)]
    selected = [cast(Case, item.callspec.params["case"]) for item in items if item.obj is test_the_client_passes]
    return asyncio.run(play_all(selected, lambda _: typescript_client(compiled)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_client_passes(case: Case, verdicts: dict[str, list[str]]) -> None:
    assert verdicts[case.id] == []


def test_one_case_only_is_left_out() -> None:
    assert [case.id for case in cases() if case not in CASES] == ["fallback/handshake-retry-after"]

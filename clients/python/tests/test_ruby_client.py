"""The client in Ruby passes the cases that it claims, and follows the results of a real server."""

from __future__ import annotations

import asyncio
import os
import subprocess
from pathlib import Path

import pytest
from servers import one_server

from conformance.server.case import Case, cases
from conformance.server.play_case import verdict
from numberplay import Client

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
CLAIMED = (EXAMPLES / "client_cases.txt").read_text().split()
COMMAND = ("ruby", "-w", str(EXAMPLES / "client_conformance.rb"))
AT_ONCE = 4  # they mostly wait
EMAIL, PASSWORD = "ada@example.com", "a lovely engine of 1843"


def test_the_client_is_short_and_claims_enough_cases() -> None:
    assert len((EXAMPLES / "client.rb").read_text().splitlines()) <= 150
    assert len(set(CLAIMED)) == len(CLAIMED) >= 25
    assert set(CLAIMED) <= {case.id for case in cases()}


@pytest.fixture(scope="module")
def verdicts(request: pytest.FixtureRequest) -> dict[str, list[str]]:
    """All selected cases are played at once, so the first test waits for them."""
    functions = [item for item in request.session.items if isinstance(item, pytest.Function)]
    selected = [f.callspec.params["case_id"] for f in functions if f.obj is test_the_client_passes]
    return asyncio.run(_verdicts([case for case in cases() if case.id in selected]))


async def _verdicts(selected: list[Case]) -> dict[str, list[str]]:
    turns = asyncio.Semaphore(AT_ONCE)

    async def problems_of(case: Case) -> list[str]:
        async with turns:
            return await verdict(case.without_websocket(), COMMAND)

    found = await asyncio.gather(*map(problems_of, selected))
    return {case.id: problems for case, problems in zip(selected, found, strict=True)}


@pytest.mark.parametrize("case_id", CLAIMED)
def test_the_client_passes(case_id: str, verdicts: dict[str, list[str]]) -> None:
    assert verdicts[case_id] == []


def test_the_subscriber_prints_every_result_across_a_restart(tmp_path: Path) -> None:
    with one_server(tmp_path) as server, Client(server.url) as player:
        player.register("ada", EMAIL, PASSWORD)
        player.play(842)
        account = {"NUMBERPLAY_URL": server.url, "NUMBERPLAY_EMAIL": EMAIL, "NUMBERPLAY_PASSWORD": PASSWORD}
        command = ["ruby", "-w", str(EXAMPLES / "subscriber.rb")]
        process = subprocess.Popen(command, env={**os.environ, **account}, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "1 842 win 421\n"
            player.play(7)
            assert process.stdout.readline() == "2 7 lose \n"
            server.restart()
            player.play(2)
            assert process.stdout.readline() == "3 2 win 0.2\n"
        finally:
            process.kill()
            process.communicate()

"""The stack of docker-compose.dev.yml runs the code of this checkout, and restarts when it changes."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import httpx
import pytest

from deploy.compose.tests import stack as docker
from deploy.compose.tests.addresses import BACKEND, EDGE, FRONTEND, PORTS
from deploy.compose.tests.players import Player, next_frame
from deploy.compose.tests.stack import ROOT, Stack

FILES = ["docker-compose.yml", "docker-compose.dev.yml", "deploy/compose/smoke.dev.yml"]
RESTARTED_WITHIN_SECONDS = 60
# A message that a process logs once at each start.
STARTED = {"backend": "Serving on", "worker": "transport:", "beat": "celery beat"}


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with Stack("numberplay-smoke-dev", FILES, {**PORTS, "BUILD_ID": "smoke"}) as stack:
        stack.compose("build", "frontend")
        stack.up()
        yield stack


def starts(stack: Stack, service: str) -> int:
    [container] = stack.containers(service)
    return docker.logs(container).count(STARTED[service])


@pytest.mark.parametrize("origin", [FRONTEND, EDGE])
def test_a_browser_gets_the_page_and_its_scripts_and_checks_them_each_time(stack: Stack, origin: str) -> None:
    with httpx.Client(base_url=origin, headers={"Accept-Encoding": "gzip, deflate, br, zstd"}, timeout=120) as browser:
        page = browser.get("/login")
        scripts = [browser.get(path) for path in re.findall(r'<script src="([^"]+)"', page.text)]

    assert (page.status_code, "NumberPlay" in page.text, len(scripts) > 1) == (200, True, True)
    assert {script.status_code for script in scripts} == {200}
    assert {script.headers["cache-control"] for script in scripts} == {"no-cache, must-revalidate"}


@pytest.mark.parametrize("origin", [BACKEND, EDGE])
async def test_a_play_arrives_on_the_players_socket(stack: Stack, origin: str) -> None:
    player = await Player(origin).register()
    async with player.socket() as socket:
        result = await player.play(842)
        assert await next_frame(socket) == {"type": "game_result", **result}


def test_processes_restart_when_code_changes(stack: Stack) -> None:
    before = {service: starts(stack, service) for service in STARTED}
    (ROOT / "backend/manage.py").touch()

    deadline = time.monotonic() + RESTARTED_WITHIN_SECONDS
    while any(starts(stack, service) == before[service] for service in STARTED):
        assert time.monotonic() < deadline, before
        time.sleep(0.5)
    stack.wait_until_healthy()

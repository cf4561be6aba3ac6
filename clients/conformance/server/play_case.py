"""Plays one case to one client program."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from conformance.server.case import Case
from conformance.server.program import running
from conformance.server.scene import Scene
from conformance.server.service import served
from conformance.server.verdict import is_hopeless, problems

WITHIN_SECONDS = 60.0
QUIET_SECONDS = 2.0
NOT_STARTED = "the program didn't start"
AT_ONCE = 6  # they mostly wait
WRONG_AT_ONCE = 12  # they wait for longer than correct ones
SLOWER = 4  # a busy machine may be too slow for the speed of a case
START_SECONDS = 20.0  # real seconds, for a program to start


async def verdict(case: Case, command: Sequence[str]) -> list[str]:
    """Like `play_case`, but a failure only counts if it occurs again at a lower speed."""
    return await play_case(case, command) and await play_slower(case, command)


async def play_slower(case: Case, command: Sequence[str]) -> list[str]:
    return await play_case(replace(case, speed=case.speed / SLOWER), command)


async def verdicts(
    cases: Sequence[Case], command_of: Callable[[Case], Sequence[str]], *, are_wrong: bool = False
) -> dict[str, list[str]]:
    """Returns the mistakes by case ID. Plays several cases at a time, and repeats unexpected outcomes alone."""
    turns = asyncio.Semaphore(WRONG_AT_ONCE if are_wrong else AT_ONCE)

    async def problems_of(case: Case) -> list[str]:
        async with turns:
            return await play_case(case, command_of(case))

    found = dict(zip(cases, await asyncio.gather(*map(problems_of, cases)), strict=True))
    for case in cases:
        if bool(found[case]) != are_wrong:
            found[case] = await (play_slower if are_wrong else verdict)(case, command_of(case))
    return {case.id: problems for case, problems in found.items()}


async def play_case(case: Case, command: Sequence[str]) -> list[str]:
    """Returns the client's mistakes. Empty if it passes."""
    scene = Scene(case)
    async with served(scene) as url:
        given = _input(case, scene, url)
        async with running(command, given, scene.log) as program:
            await _until_decided(scene, program)
            found = problems(case, scene.log)
        errors = await program
        started = [] if scene.log.reported("started") else [NOT_STARTED]
        return [*started, *found, *([f"stderr: {errors}"] if errors else [])]


def _input(case: Case, scene: Scene, url: str) -> dict[str, Any]:
    tokens = None
    if case.client.get("signed_in", True):
        tokens = scene.tokens.issue(scene.now())
        if case.client.get("token") == "expired":
            scene.tokens.expire()
        elif case.client.get("token") == "none":
            tokens = {"refresh": tokens["refresh"]}
    actions = case.client.get("actions", [{"subscribe": 0}])
    return {"url": url, "speed": case.speed, "tokens": tokens, "actions": actions}


async def _until_decided(scene: Scene, program: asyncio.Task[str]) -> None:
    """Waits until everything expected has happened, and then checks that nothing else happens."""
    case = scene.case
    await _wait(scene, START_SECONDS * case.speed, lambda: bool(scene.log.events or program.done()))
    within, quiet = case.expect.get("within", WITHIN_SECONDS), case.expect.get("quiet", QUIET_SECONDS)
    await _wait(scene, within, lambda: program.done() or not problems(case, scene.log) or is_hopeless(case, scene.log))
    await _wait(scene, quiet, lambda: bool(problems(case, scene.log)))


async def _wait(scene: Scene, seconds: float, is_over: Any) -> None:
    deadline = scene.now() + seconds
    while not is_over() and scene.now() < deadline:
        await asyncio.sleep(0.005)

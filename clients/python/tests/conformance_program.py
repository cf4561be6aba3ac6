"""The program that `conformance.server` runs its cases against; clients/conformance/README.md describes both sides.

python conformance_program.py [NAME]      NAME is one of `wrong_clients`
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from numberplay import ApiError, AsyncClient, ConnectionLostError, NumberPlayError, Result, State, Tokens
from numberplay.clock import Clock


def report(name: str, value: object) -> None:
    print(json.dumps({name: value}), flush=True)


def fields_of(result: Result) -> dict[str, Any]:
    prize = None if result.prize is None else float(result.prize)
    return {**vars(result), "prize": prize, "played_at": result.played_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")}


def name_of(error: NumberPlayError) -> str:
    if isinstance(error, ApiError):
        return error.code or str(error.status)
    return "connection-lost" if isinstance(error, ConnectionLostError) else "signed-out"


class Program:
    def __init__(self, client: AsyncClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._state: State | None = None
        self._reading: list[asyncio.Task[None]] = []

    async def run(self, actions: list[dict[str, Any]]) -> None:
        for action in actions:
            ((name, value),) = action.items()
            try:
                await getattr(self, name)(value)
            except NumberPlayError as error:
                report("failed", name_of(error))

    async def subscribe(self, since: int | None) -> None:
        self._reading.append(asyncio.create_task(self._read(since)))

    async def play(self, number: int) -> None:
        report("played", fields_of(await self._client.play(number)))

    async def play_at_once(self, numbers: list[int]) -> None:
        for result in await asyncio.gather(*map(self._client.play, numbers)):
            report("played", fields_of(result))

    async def register(self, given: dict[str, str]) -> None:
        report("signed_in", (await self._client.register(**given))["username"])

    async def sign_in(self, given: dict[str, str]) -> None:
        report("signed_in", (await self._client.sign_in(**given))["username"])

    async def sign_out(self, _: bool) -> None:
        await self._client.sign_out()

    async def until(self, state: str) -> None:
        while self._state != state:
            await asyncio.sleep(0.005)

    async def wait(self, seconds: float) -> None:
        await self._clock.sleep(seconds)

    async def _read(self, since: int | None) -> None:
        subscription = self._client.subscribe(since, on_state=self._become, on_resync=lambda seq: report("resync", seq))
        try:
            async for result in subscription:
                report("result", fields_of(result))
        except NumberPlayError as error:
            report("ended", name_of(error))

    def _become(self, state: State) -> None:
        self._state = state
        report("state", state.value)


async def main() -> None:
    given = json.loads(sys.stdin.readline())
    clock = Clock(given["speed"])
    tokens = given["tokens"] and Tokens(given["tokens"].get("access"), given["tokens"]["refresh"])
    async with AsyncClient(given["url"], tokens=tokens, clock=clock) as client:
        report("started", True)
        actions = asyncio.create_task(Program(client, clock).run(given["actions"]))
        await asyncio.to_thread(sys.stdin.read)
        actions.cancel()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        from wrong_clients import WRONG

        WRONG[sys.argv[1]]()
    asyncio.run(main())

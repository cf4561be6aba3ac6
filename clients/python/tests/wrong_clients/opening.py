"""Clients that open connections wrongly."""

from __future__ import annotations

from typing import Any

from numberplay import AsyncClient
from numberplay.results.fallback import Fallback
from numberplay.results.frame_handler import FrameHandler
from numberplay.results.heartbeat import Heartbeat
from numberplay.results.socket import Socket
from wrong_clients.registry import constant, forever, nothing, replace, wrong


@wrong
def never_pings() -> None:
    replace(Heartbeat, "run", forever)


@wrong
def is_live_when_open() -> None:
    until_closed = Socket._until_closed

    async def open_and_live(self: Socket, connection: Any) -> int:
        self._answered()
        return await until_closed(self, connection)

    replace(Socket, "_until_closed", open_and_live)


@wrong
def connects_from_the_beginning() -> None:
    run = Socket.run
    replace(Socket, "run", lambda self, url, token: run(self, f"{url}?since=0#", token))


@wrong
def begins_with_the_first_result() -> None:
    subscribe = AsyncClient.subscribe
    replace(AsyncClient, "subscribe", lambda self, since, **on: subscribe(self, since or 0, **on))


@wrong
def ignores_resync() -> None:
    replace(FrameHandler, "_resync", nothing)


@wrong
def has_one_subscription() -> None:
    subscribe, shared = AsyncClient.subscribe, []

    def subscribe_once(self: AsyncClient, *args: Any, **on: Any) -> Any:
        shared.append(subscribe(self, *args, **on))
        return shared[0]

    replace(AsyncClient, "subscribe", subscribe_once)


@wrong
def has_no_fallback() -> None:
    replace(Fallback, "run", forever)


@wrong
def waits_for_the_handshake() -> None:
    constant("results.socket", "HANDSHAKE_SECONDS", 1e6)

"""Subscriptions: sockets that reconnect when they are closed, and request the results that they missed."""

from __future__ import annotations

import asyncio
import json
import random
from contextlib import suppress
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.typing import Subprotocol

from benchmarks.chaos.clients.client import NoResponse
from benchmarks.chaos.history import Connection, Frame, History, Result, now
from tests.services.ports import HOST

OPEN_SECONDS = 10
PLAY_SECONDS = 8.0
BACK_SECONDS = (0.1, 0.8)  # the jitter of reconnects
STAY_SECONDS = 40.0  # mean time until a page is reloaded
NOT_OF_A_RESULT = ("type", "key", "replayed")


class Subscription:
    """`last` is the seq of the newest result received, across all its connections."""

    def __init__(self, name: str, player: int, token: str, port: int, history: History, chance: random.Random) -> None:
        self.name, self.player, self.last = name, player, 0
        self._token, self._port, self._history, self._chance = token, port, history, chance
        self._socket: ClientConnection | None = None
        self._pending: dict[str, asyncio.Future[Result]] = {}

    @property
    def connected(self) -> bool:
        return self._socket is not None

    async def run(self) -> None:
        """Runs until cancelled."""
        while True:
            with suppress(OSError, WebSocketException, TimeoutError):
                await self._connect()
            await asyncio.sleep(self._chance.uniform(*BACK_SECONDS))

    async def play(self, number: int, key: str) -> Result:
        """Raises NoResponse if the socket was closed, sent an error or is silent. Retry the play with its key."""
        if self._socket is None:
            raise NoResponse("not connected")
        answer = self._pending.setdefault(key, asyncio.get_running_loop().create_future())
        try:
            await self._socket.send(json.dumps({"number": number, "key": key}))
            return await asyncio.wait_for(asyncio.shield(answer), PLAY_SECONDS)
        except (ConnectionClosed, TimeoutError) as error:
            raise NoResponse(repr(error)) from error
        finally:
            self._pending.pop(key, None)

    async def _connect(self) -> None:
        protocols = [Subprotocol("numberplay.v1"), Subprotocol(f"bearer.{self._token}")]
        url = f"ws://{HOST}:{self._port}/ws/game/?since={self.last}"
        opening = connect(url, subprotocols=protocols, proxy=None, compression=None, open_timeout=OPEN_SECONDS)
        async with opening as socket:
            self._socket = socket
            began = now()
            try:
                async with asyncio.timeout(self._chance.expovariate(1 / STAY_SECONDS)):
                    async for text in self._socket:
                        self._receive(json.loads(text))
            finally:
                by_server = socket.protocol.close_rcvd if socket.protocol.close_rcvd_then_sent else None
                code = by_server.code if by_server else None
                self._history.connections.append(Connection(self.player, self.name, began, now(), code))
                self._socket = None
                self._fail("closed")

    def _receive(self, frame: dict[str, Any]) -> None:
        if frame["type"] == "game_result":
            result = {name: value for name, value in frame.items() if name not in NOT_OF_A_RESULT}
            replayed = bool(frame.get("replayed"))
            self._history.frames.append(Frame(self.player, self.name, now(), result, replayed))
            if not replayed:
                self.last = result["seq"]
            answer = self._pending.get(frame.get("key", ""))
            if answer is not None and not answer.done():
                answer.set_result(result)
        elif frame["type"] == "error":
            self._fail(frame["code"])
        else:
            self._history.notes.append(f"{self.name} received {frame}")

    def _fail(self, reason: str) -> None:
        """An error frame doesn't identify its play, so all pending plays are retried with their keys."""
        for answer in self._pending.values():
            if not answer.done():
                answer.set_exception(NoResponse(reason))
                answer.exception()  # marks the exception as retrieved, in case nothing awaits the future any more

"""A player of a running stack, over HTTP and on sockets that reconnect."""

from __future__ import annotations

import asyncio
import json
import ssl
import uuid
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

PASSWORD = "a lovely engine of 1843"


class Player:
    def __init__(self, origin: str, trust: ssl.SSLContext | bool = True) -> None:
        self.origin = origin
        self.name = f"p{uuid.uuid4().hex[:12]}"
        self.email = f"{self.name}@example.com"
        self._tls = trust if isinstance(trust, ssl.SSLContext) else None
        self.http = httpx.AsyncClient(base_url=origin, verify=trust, timeout=10)

    async def register(self) -> Player:
        body = {"username": self.name, "email": self.email, "password": PASSWORD}
        answer = await self.http.post("/auth/api/register/", json=body)
        assert answer.status_code == 201, answer.text
        self._take(answer.json())
        return self

    async def stay_signed_in(self, *, through_outages: bool = False) -> None:
        """Runs until it is cancelled, because an access token is only valid for five minutes."""
        while True:
            await asyncio.sleep(60)
            while not await self._renewed(through_outages):
                await asyncio.sleep(1)

    async def _renewed(self, through_outages: bool) -> bool:
        try:
            answer = await self.http.post("/auth/api/token/refresh/", json={"refresh": self.refresh})
        except httpx.TransportError:
            if through_outages:
                return False
            raise
        if through_outages and answer.status_code >= 500:
            return False
        assert answer.status_code == 200, answer.text
        self._take(answer.json())
        return True

    def _take(self, tokens: Any) -> None:
        self.access, self.refresh = tokens["access"], tokens["refresh"]
        self.http.headers["Authorization"] = f"Bearer {self.access}"

    async def play(self, number: int, key: str = "") -> Any:
        answer = await self.http.post("/api/game/play/", json={"number": number}, headers=_key(key))
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def play_until_acknowledged(self, number: int, key: str) -> int:
        """Repeats the play with the same key until it is answered, as every client should. Returns the `seq`."""
        while True:
            try:
                answer = await self.http.post("/api/game/play/", json={"number": number}, headers=_key(key))
            except httpx.TransportError:
                pass
            else:
                if answer.status_code == 200:
                    return int(answer.json()["seq"])
                assert answer.status_code >= 500, answer.text
            await asyncio.sleep(0.2)

    def socket(self, since: int | None = None) -> connect:
        query = "" if since is None else f"?since={since}"
        protocols = ["numberplay.v1", f"bearer.{self.access}"]
        address = f"{self.origin.replace('http', 'ws', 1)}/ws/game/{query}"
        return connect(address, subprotocols=protocols, ssl=self._tls)  # type: ignore[arg-type]

    async def listen(self, received: list[int], opened: asyncio.Event) -> None:
        """Collects the `seq` of every result until it is cancelled, and resumes after each disconnect."""
        while True:
            try:
                async with self.socket(since=received[-1] if received else 0) as socket:
                    opened.set()
                    async for text in socket:
                        frame = json.loads(text)
                        if frame["type"] == "game_result":
                            received.append(frame["seq"])
            except (ConnectionClosed, InvalidHandshake, OSError, TimeoutError):
                await asyncio.sleep(0.3)


async def next_frame(socket: ClientConnection) -> Any:
    return json.loads(await asyncio.wait_for(socket.recv(), 5))


def _key(key: str) -> dict[str, str]:
    return {"Idempotency-Key": key} if key else {}

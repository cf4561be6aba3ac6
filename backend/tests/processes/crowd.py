"""Many sockets at once, opened from several loopback addresses because connections are limited per address."""

from __future__ import annotations

import asyncio
import json
import os
import random
import struct
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.services.ports import HOST

AT_ONCE = 100
ADDRESSES = 8
TWO_BYTES = 126
TEXT, CLOSE = 0x81, 0x88
OVERLOADED = 1013


class TurnedAway(Exception):
    """Closed with 1013: reconnect after a jittered delay."""


@dataclass
class Member:
    """One socket; `seqs` has the seqs of the results that it received."""

    token: str
    seqs: list[int] = field(default_factory=list)
    writer: asyncio.StreamWriter | None = None

    async def open(self, port: int, number: int, since: int) -> asyncio.StreamReader:
        address = (f"127.0.0.{2 + number % ADDRESSES}", 0)
        reader, self.writer = await asyncio.open_connection(HOST, port, local_addr=address)
        self.writer.write(
            f"GET /ws/game/?since={since} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nAuthorization: Bearer {self.token}\r\n"
            f"Sec-WebSocket-Key: {b64encode(os.urandom(16)).decode()}\r\n\r\n".encode()
        )
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101"), head
        return reader

    async def read(self, reader: asyncio.StreamReader, seq: int) -> None:
        """Waits until the result `seq` has arrived."""
        while not self.seqs or self.seqs[-1] < seq:
            first, length = await reader.readexactly(2)
            if length == TWO_BYTES:
                (length,) = struct.unpack("!H", await reader.readexactly(2))
            payload = await reader.readexactly(length)
            if first == CLOSE and struct.unpack("!H", payload[:2]) == (OVERLOADED,):
                raise TurnedAway
            assert first == TEXT, (first, payload)
            self.seqs.append(json.loads(payload)["seq"])

    def drop(self) -> None:
        """Ends the connection without a close frame."""
        if self.writer is not None:
            self.writer.transport.abort()


async def come(port: int, members: Sequence[Member], *, since: int, until: int) -> None:
    """Opens a socket for each player, in batches, and waits until all have received the results up to `until`."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def come_one(number: int, member: Member) -> None:
        while True:
            async with turns:
                reader = await member.open(port, number, since)
            try:
                if until > since:
                    await member.read(reader, until)
                return
            except TurnedAway:
                member.drop()
                await asyncio.sleep(random.uniform(0.5, 1.5))

    await asyncio.gather(*(come_one(number, member) for number, member in enumerate(members)))

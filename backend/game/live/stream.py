"""The results of a player as server-sent events (`game.live.delivery`)."""

from __future__ import annotations

from django.http import HttpRequest

from core.sockets.event_stream import EventStream, event, first_block
from game.live.delivery import ResultConnection
from game.live.stream_position import position_of


def result_event(seq: int, result: bytes) -> bytes:
    return event("game_result", result, position=seq)


def resync_event(newest: int) -> bytes:
    return event("resync", b'{"type":"resync","seq":%d}' % newest, position=newest)


class ResultStream(ResultConnection, EventStream):
    since: int | None = None

    def take(self, request: HttpRequest) -> None:
        self.since = position_of(request)

    async def opened(self) -> None:
        await self.push(first_block(self.sent if self.since is None else self.since))
        if self.since is None:
            self.catch_up()
        else:
            await self.replay(self.since)

    async def send_result(self, seq: int, result: bytes, digest: str | None) -> None:
        await self.push(result_event(seq, result))

    async def send_resync(self, newest: int) -> None:
        await self.push(resync_event(newest))

"""Sends every result of a player over one connection, once and in order, for any transport.

`sent` is the seq of the last result sent. If a hint carries the next result, it is sent. An older result is dropped. A
later one reveals a gap, and the missing results are read from the database. If `sent` is beyond the newest stored
result, the database was restored from a backup: the connection sends `resync` and continues from there.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from functools import cached_property
from typing import Any

import structlog

from core import threads
from core.sockets.batcher import Batcher
from core.sockets.closing import SIGNED_OUT
from core.sockets.connection import Connection
from core.sockets.hub import hub
from core.sockets.shared_calls import SharedCalls
from core.tracing import spans
from game import events, metrics, selectors

logger = structlog.get_logger(__name__)

RESUME_LIMIT = 500
RESULTS_PER_TOKEN = 50
READ_AT_ONCE = 100  # limited, so that a long replay doesn't occupy a thread
OVERDUE_SECONDS = 5.0  # the time within which every result has to be sent
SENT_AT_ONCE = 20  # limited, so that sending doesn't occupy the event loop


async def _positions(player_ids: list[int]) -> list[int]:
    newest = await threads.database.run(selectors.newest_seqs, player_ids)
    return [newest.get(player_id, 0) for player_id in player_ids]


_position = Batcher(_positions)


def _found_after(player_id: int, seq: int) -> list[tuple[int, bytes, str | None]]:
    results = selectors.results_after(player_id, seq, READ_AT_ONCE)
    if results:
        events.results_found(player_id, results[-1][0])
    return results


async def _results_after(player_id: int, seq: int) -> list[tuple[int, bytes, str | None]]:
    return await threads.database.run(_found_after, player_id, seq)


_results = SharedCalls(_results_after)  # the sockets of a player usually miss the same results


class ResultConnection(Connection):
    """A connection whose transport sends results (`send_result`) and resyncs (`send_resync`)."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.sent = 0
        self.ahead: int | None = None  # `sent` at the last sweep, if it was beyond the newest stored result
        self._stuck: tuple[int, float] | None = None  # where `sent` stopped while behind, and since when
        self._is_limited = False  # whether a replay waits for tokens
        self._known = 0  # the newest seq known to be stored
        self._read_from: int | None = None  # where the running catch-up began
        self._reader: asyncio.Task[None] | None = None
        self._progress: asyncio.Event | None = None  # only while `wait_until_sent` waits

    @cached_property
    def player_id(self) -> int:
        return int(self.owner)

    async def prepare(self) -> None:
        """Reads the position before the handshake is answered. Every play after that position has to be sent."""
        self.sent = await _position(self.player_id)
        self._known = max(self._known, self.sent)

    def ended(self) -> None:
        if self._reader:
            self._reader.cancel()

    async def send_result(self, seq: int, result: bytes, digest: str | None) -> None:
        """`result` is the JSON of the HTTP response; `digest` is the digest of the play's key."""
        raise NotImplementedError

    async def send_resync(self, newest: int) -> None:
        raise NotImplementedError

    async def receive_hint(self, message: dict[str, Any]) -> None:
        if message["type"] == "session.ended":
            if self.principal.session_id in message["sessions"]:
                await self.close_with(SIGNED_OUT)
            return
        traceparent = message.get("traceparent") if message["seq"] > self.sent else None
        with spans.frame(traceparent):
            await self.on_result(message["seq"], message["result"], message["key_digest"])
        if self.open:
            metrics.DELIVERY_SECONDS.observe(max(0.0, time.time() - message["told_at"]))
            logger.debug("frame.sent", request_id=message["request_id"], seq=message["seq"])

    async def compare(self, newest: int, sent: int) -> None:
        """The sweep has read `newest` from the database, some time after this connection's position was `sent`.

        Everything sent had been stored. If the database doesn't have it, it was restored from a backup, or the sweep
        read from a member that lags behind. A lagging member has caught up by the next sweep.
        """
        if sent <= newest:
            self.ahead = None
            if sent < newest and self.open and not self._is_limited:
                self._note_behind(sent)
            if newest > self.sent and self.open and self._read_from is None:
                metrics.CATCH_UPS.inc(newest - self.sent)
                self._known = max(self._known, newest)
                self.catch_up()
        elif self.ahead is not None and newest < self.ahead:
            await self.resync(newest)
        else:
            self.ahead = sent

    def _note_behind(self, sent: int) -> None:
        """Counts the connection if its position hasn't moved for OVERDUE_SECONDS, and again after each such period."""
        now = time.monotonic()
        if self._stuck is None or self._stuck[0] != sent:
            self._stuck = sent, now
        elif now - self._stuck[1] > OVERDUE_SECONDS:
            metrics.OVERDUE.inc()
            logger.error("result.overdue", sent=sent)
            self._stuck = sent, now

    async def on_result(self, seq: int, result: bytes, digest: str | None) -> None:
        """Never waits for the database, because the hub calls it for one socket after another."""
        self._known = max(self._known, seq)
        if self._read_from is not None or not self.open:
            return
        if seq == self.sent + 1:
            await self._deliver(seq, result, digest)
        elif seq > self.sent:
            metrics.CATCH_UPS.inc(seq - self.sent - 1)
            self.catch_up()

    async def wait_until_sent(self, seq: int) -> None:
        """Waits until a result that follows missing ones has been sent. The caller limits the wait."""
        while self.open and self.sent < seq:
            self._progress = asyncio.Event()
            await self._progress.wait()
        self._progress = None

    async def resync(self, newest: int) -> None:
        """Sends a resync and continues after `newest`, which may be before `sent`."""
        self.sent = self._known = newest
        self.ahead = None
        await self.send_resync(newest)

    def is_replaying(self, since: int) -> bool:
        """Returns whether the running catch-up sends everything after `since`."""
        return self._read_from is not None and self._read_from <= since <= self._known

    def tokens(self, since: int) -> int:
        """Returns the cost of sending the results after `since` again."""
        if self._is_beyond(since):
            return 1
        return max(1, math.ceil((min(self.sent, self._known) - since) / RESULTS_PER_TOKEN))

    async def replay(self, since: int) -> None:
        """Replays results on a new connection. Waits for its tokens, and holds back newer results until then."""
        tokens = self.tokens(since)
        if self._is_beyond(since):
            hub().replays.consume(self.owner)
            await self.resync(self._known)
        elif since < self._known:
            self.sent = since
            self.catch_up(tokens=tokens)

    async def resume(self, since: int, newest: int) -> None:
        """Sends the results after `since` again. The caller has consumed the tokens."""
        if since > newest:
            return await self.resync(newest)
        self._known = max(self._known, newest)
        if self._is_beyond(since):
            return await self.resync(self._known)
        if self.is_replaying(since):
            return None
        if self._read_from is not None:
            self._read_from = since
        self.sent = since
        self.catch_up()
        return None

    def catch_up(self, *, tokens: int = 0) -> None:
        """Sends the missing results in the background, up to the newest known one. Until it ends, no other result is
        sent.
        """
        if self._read_from is None and self.sent < self._known:
            self._read_from = self.sent
            self._reader = asyncio.create_task(self._read(tokens))

    def _is_beyond(self, since: int) -> bool:
        return since > self._known or self._known - since > RESUME_LIMIT

    async def _read(self, tokens: int) -> None:
        try:
            await self._consume(tokens)
            is_short = True
            while self.open and self.sent < self._known:
                after = self.sent
                results = await _results(self.player_id, after)
                if not results and self.sent == after:
                    return
                for at in range(0, len(results), SENT_AT_ONCE):
                    await self._send_some(results[at : at + SENT_AT_ONCE], in_turn=not is_short)
                    is_short = False
        except threads.UNAVAILABLE as error:  # the next sweep tries again
            logger.warning("socket.database_unavailable", error=type(error).__name__)
        finally:
            self._read_from = None

    async def _send_some(self, results: Sequence[tuple[int, bytes, str | None]], *, in_turn: bool) -> None:
        """Sends a few results. Sockets with many missing results take turns, and yield to all other work."""
        turn: AbstractAsyncContextManager[None] = hub().turn if in_turn else nullcontext()
        async with turn:
            for seq, result, digest in results:
                if seq == self.sent + 1:
                    await self._deliver(seq, result, digest)
            await asyncio.sleep(0)

    async def _consume(self, tokens: int) -> None:
        replays = hub().replays
        self._is_limited = True
        while tokens and self.open and not replays.consume(self.owner, tokens):
            await asyncio.sleep(replays.seconds_until(self.owner, tokens))
        self._is_limited = False

    async def _deliver(self, seq: int, result: bytes, digest: str | None) -> None:
        self.sent = seq
        if self._progress:
            self._progress.set()
        await self.send_result(seq, result, digest)

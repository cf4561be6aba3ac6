"""The game over a socket: commands in, every result of the player out, in order and once.

`sent` is the seq of the last result that was sent. The next one is sent as its hint arrives; an older one is dropped; a
later one shows a hole, which is read from the database, together with everything after it. Where `sent` is beyond the
newest result that is stored, the database was restored to an earlier moment: the socket says so (`resync`) and goes on
from there.
"""

from __future__ import annotations

import asyncio
import time
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs

import structlog

from core import threads, websocket
from core.renderers import dumps
from core.signed import SessionEnded, TokenRefused
from core.together import Together
from game import metrics, protocol, selectors, services
from game.serializers import result_of

logger = structlog.get_logger(__name__)

RESUME_LIMIT = 500
READ_AT_ONCE = 100  # so that a long replay holds up neither the other sockets nor a thread
ANSWER_SECONDS = 4.5  # of the six that the contract allows
SLOW_SECONDS = 1.0
KEY_REUSED = protocol.Refusal("idempotency_key_reused", "The key was used for another number.", "key")
AWAY = protocol.Refusal("service_unavailable", "A service that this needs is not available. Try again shortly.")


class Throttled(Exception):
    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = round(seconds, 3)


async def _positions(player_ids: list[int]) -> list[int]:
    newest = await threads.database.run(selectors.newest_seqs, player_ids)
    return [newest.get(player_id, 0) for player_id in player_ids]


_position = Together(_positions)


class GameConsumer(websocket.Socket):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.sent = 0
        self._known = 0  # the newest seq that was heard of
        self._read_from: int | None = None  # the position at which a catch-up began, while it goes on
        self._reader: asyncio.Task[None] | None = None  # a reference keeps the task alive
        self.ahead: int | None = None  # what was sent at the last sweep, where it was beyond what is stored
        self._failed_at = 0.0  # when a command last failed after a long wait
        self._keys: dict[str, str] = {}  # by digest, the keys of this socket's plays in flight

    @cached_property
    def player_id(self) -> int:
        return int(self.owner)

    async def prepare(self) -> None:
        """Takes the position before the handshake is answered: a play after it is a play to send."""
        self.sent = await _position(self.player_id)
        self._known = max(self._known, self.sent)

    async def opened(self) -> None:
        since = parse_qs(self.scope["query_string"].decode("latin-1")).get("since")
        if since is None:
            self._catch_up()
        elif len(since[-1]) < 20 and since[-1].isascii() and since[-1].isdigit():
            await self._replay(int(since[-1]))
        else:
            await self._refuse(protocol.Refusal("invalid", "since is the seq of a result, or 0.", "since"))

    async def on_text(self, text: str) -> None:
        command = protocol.parse(text)
        clock = asyncio.get_running_loop()
        began = clock.time()
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._obey(command)
        except SessionEnded:
            await self.close_with(websocket.SIGNED_OUT)
        except (*threads.UNAVAILABLE, TimeoutError) as error:
            if clock.time() - began > SLOW_SECONDS:
                self._failed_at = clock.time()
            logger.warning("socket.database_away", error=type(error).__name__)
            await self._refuse(AWAY, retry_after=1)

    async def _obey(self, command: protocol.Command) -> None:
        match command:
            case protocol.Refusal():
                await self._refuse(command)
            case protocol.Ping():
                await self._send(protocol.pong_frame(await self._newest_seq()))
            case _ if self.received_at <= self._failed_at:  # it has waited as long as the one that failed
                await self._refuse(AWAY, retry_after=1)
            case protocol.Play():
                await self._play(command)
            case protocol.Resume():
                await self._resume(command.since)
            case protocol.Authenticate():
                await self._authenticate(command.token)

    async def hear(self, message: dict[str, Any]) -> None:
        if message["type"] == "session.ended":
            if self.signed.session_id in message["sessions"]:
                await self.close_with(websocket.SIGNED_OUT)
            return
        if self.open:
            await self._hear_of(message["seq"], message["result"], message["key_digest"])
            metrics.DELIVERY_SECONDS.observe(max(0.0, time.time() - message["told_at"]))
            logger.debug("frame.sent", request_id=message["request_id"], seq=message["seq"])
        else:
            self._known = max(self._known, message["seq"])

    async def compare(self, newest: int, sent: int) -> None:
        """The sweep found `newest` stored, some time after this socket's position was `sent`.

        What was sent had been stored. So a database that does not have it was restored, or the sweep has read from a
        member that lags behind the others; in that case it has caught up by the next sweep.
        """
        if sent <= newest:
            self.ahead = None
            if newest > self.sent and self.open:
                metrics.CATCH_UPS.inc()
                self._known = max(self._known, newest)
                self._catch_up()
        elif self.ahead is not None and newest < self.ahead:
            await self._resync(newest)
        else:
            self.ahead = sent

    async def _play(self, command: protocol.Play) -> None:
        digest = services.digest_of(command.key) if command.key is not None else None
        if digest and command.key:
            self._keys[digest] = command.key
        sent = self.sent
        try:
            played = await threads.database.run(self._admitted, command)
        except Throttled as throttled:
            self._keys.pop(digest or "", None)
            refusal = protocol.Refusal("throttled", f"Too many plays. Try again in {throttled.seconds} seconds.")
            return await self._refuse(refusal, retry_after=throttled.seconds)
        except services.KeyReused:
            self._keys.pop(digest or "", None)
            return await self._refuse(KEY_REUSED)
        except services.NoSuchPlayer:
            raise SessionEnded from None
        except BaseException:  # a timeout is a cancellation
            self._keys.pop(digest or "", None)
            raise
        if not played.replayed and played.seq <= sent:  # the database was restored to before what was sent
            await self._resync(played.seq - 1)
        if played.replayed and played.seq <= self.sent:
            self._keys.pop(digest or "", None)
            return await self._send(protocol.result_frame(played.result, key=command.key, replayed=True))
        await self._hear_of(played.seq, played.result, digest)
        return None

    def _admitted(self, command: protocol.Play) -> services.Played:
        """On a thread, in one go. Raises Throttled."""
        admission = self.signed.admit("play")
        if admission.retry_after is not None:
            raise Throttled(admission.retry_after)
        self.credit.give_back()
        return services.play(self.player_id, command.number, key=command.key, asked=admission.asked)

    async def _authenticate(self, token: str) -> None:
        try:
            self.signed = await threads.database.run(self.signed.renew, token)
        except TokenRefused:
            return await self._refuse(protocol.Refusal("invalid_token", "The token is not valid.", "token"))
        await self._send(protocol.authenticated_frame(self.signed.expires_at_text))
        return None

    async def _newest_seq(self) -> int:
        """From the cache where it is there, so that a ping is answered while the database hangs."""
        try:
            summary, asked = await threads.cache.run(selectors.cached_game, self.player_id)
        except threads.Busy:
            summary, asked = None, None
        if summary is None:
            summary = await threads.database.run(selectors.fill_game, self.player_id, asked)
        return summary.version

    async def _resume(self, since: int) -> None:
        newest = await threads.database.run(selectors.newest_seq, self.player_id)
        if since > newest:
            return await self._resync(newest)
        self._known = max(self._known, newest)
        return await self._replay(since)

    async def _replay(self, since: int) -> None:
        """Goes back to `since` before it waits for anything, so that no result overtakes the missed ones."""
        newest = self._known
        if since > newest or newest - since > RESUME_LIMIT:
            return await self._resync(newest)
        if self._read_from is not None:
            if since >= self._read_from:  # the catch-up that goes on brings it
                return None
            self._read_from = since
        self.sent = since
        self._catch_up()
        return None

    async def _resync(self, newest: int) -> None:
        """Goes on after `newest`, which may be before what was sent."""
        self.sent = self._known = newest
        self.ahead = None
        await self._send(protocol.resync_frame(newest))

    async def _hear_of(self, seq: int, result: bytes, digest: str | None) -> None:
        """Never waits for the database: the hub, which calls this, serves the other sockets too."""
        self._known = max(self._known, seq)
        if self._read_from is not None:
            return
        if seq == self.sent + 1:
            await self._deliver(seq, result, digest)
        elif seq > self.sent:
            metrics.CATCH_UPS.inc()
            self._catch_up()

    def _catch_up(self) -> None:
        """Sends what is missing up to the newest result known, in the background. Nothing else is sent meanwhile."""
        if self._read_from is None and self.sent < self._known:
            self._read_from = self.sent
            self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        try:
            while self.open and self.sent < self._known:
                after = self.sent
                plays = await threads.database.run(selectors.plays_after, self.player_id, after, READ_AT_ONCE)
                if not plays and self.sent == after:
                    return
                for play in plays:
                    if play.seq == self.sent + 1:
                        await self._deliver(play.seq, dumps(result_of(play)), play.key_digest)
        except threads.UNAVAILABLE as error:  # the sweep comes back to it
            logger.warning("socket.database_away", error=type(error).__name__)
        finally:
            self._read_from = None

    async def _deliver(self, seq: int, result: bytes, digest: str | None) -> None:
        self.sent = seq
        await self._send(protocol.result_frame(result, key=self._keys.pop(digest or "", None)))

    async def _refuse(self, refusal: protocol.Refusal, **extra: object) -> None:
        await self._send(protocol.error_frame(refusal, **extra))

    async def _send(self, frame: str) -> None:
        if self.open:
            await self.send(text_data=frame)

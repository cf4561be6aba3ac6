"""The game over a WebSocket: handles commands, and sends every result of the player (`game.live.delivery`)."""

from __future__ import annotations

import asyncio
from typing import assert_never
from urllib.parse import parse_qs

import structlog

from core import threads
from core.sockets.closing import SIGNED_OUT
from core.sockets.consumer import Socket
from core.sockets.hub import hub
from core.sockets.inbox import Received
from core.sockets.principal import SessionEnded, TokenRefused
from core.tracing import spans
from game import metrics, selectors, services
from game.live import play_groups, protocol
from game.live.delivery import ResultConnection
from game.live.pending_plays import PendingPlays
from game.live.refusals import KEY_REUSED, SERVICE_UNAVAILABLE, Throttled
from game.positions import INVALID_SINCE, seq_of

logger = structlog.get_logger(__name__)

ANSWER_SECONDS = 4.5  # after a command arrives; clients may expect an answer within six seconds
SLOW_SECONDS = 1.0


class GameConsumer(ResultConnection, Socket):
    _failed_at = 0.0  # when a command last failed after waiting in vain

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.pending = PendingPlays()

    async def opened(self) -> None:
        given = parse_qs(self.scope["query_string"].decode("latin-1")).get("since")
        if given is None:
            self.catch_up()
        elif (since := seq_of(given[-1])) is not None:
            await self.replay(since)
        else:
            await self._refuse(protocol.Refusal("invalid", INVALID_SINCE, "since"))

    def parse(self, text: str) -> protocol.Command:
        """Registers a play as pending when it arrives, so that its result carries its key even if another process
        publishes it first.
        """
        command = protocol.parse(text)
        if isinstance(command, protocol.Play):
            self.pending.add(command)
        return command

    async def on_command(self, received: Received) -> None:
        clock = asyncio.get_running_loop()
        began, deadline = clock.time(), received.at + ANSWER_SECONDS
        try:
            if began > deadline:  # earlier commands have used up its time
                raise TimeoutError
            async with asyncio.timeout_at(deadline):
                await self._execute(received.command, received.at)
        except SessionEnded:
            await self.close_with(SIGNED_OUT)
        except Throttled as throttled:
            await self._fail(received.command, throttled.refusal, retry_after=throttled.seconds)
        except services.KeyReused:
            await self._fail(received.command, KEY_REUSED)
        except (*threads.UNAVAILABLE, TimeoutError) as error:
            if clock.time() - began > SLOW_SECONDS:
                self._failed_at = clock.time()
            logger.warning("socket.database_unavailable", error=type(error).__name__)
            await self._fail(received.command, SERVICE_UNAVAILABLE, retry_after=1)

    async def _execute(self, command: protocol.Command, received_at: float) -> None:
        match command:
            case protocol.Refusal():
                await self._refuse(command)
            case protocol.Ping():
                await self.send_frame(protocol.pong_frame(await self._newest_seq()))
            case _ if received_at <= self._failed_at:  # the command arrived no later than the one that failed
                await self._fail(command, SERVICE_UNAVAILABLE, retry_after=1)
            case protocol.Play():
                with spans.command("play on a socket"):
                    await self._play(command)
                metrics.answered.inc()
            case protocol.Resume():
                await self._resume(command.since)
            case protocol.Authenticate():
                await self._authenticate(command.token)
            case _:
                assert_never(command)

    async def send_result(self, seq: int, result: bytes, digest: str | None) -> None:
        await self.send_frame(protocol.result_frame(result, key=self.pending.answer(digest, result)))

    async def send_resync(self, newest: int) -> None:
        await self.send_frame(protocol.resync_frame(newest))

    async def send_frame(self, frame: str) -> None:
        if self.open:
            await self.send(text_data=frame)

    async def _play(self, command: protocol.Play) -> None:
        sent = self.sent
        try:
            played = await play_groups.play(
                self.principal, services.requested(self.player_id, command.number, key=command.key)
            )
        except services.NoSuchPlayer:
            raise SessionEnded from None
        self.refund_frame()
        if not played.replayed and played.seq <= sent:  # the database was restored to a time before that result
            await self.resync(played.seq - 1)
        if not played.replayed or played.seq > self.sent:
            digest = services.digest_of(command.key) if command.key is not None else None
            await self.on_result(played.seq, played.result, digest)
            await self.wait_until_sent(played.seq)
        elif self.pending.discard(command):  # otherwise a hint has already answered the play
            await self.send_frame(protocol.result_frame(played.result, key=command.key, replayed=True))

    async def _authenticate(self, token: str) -> None:
        try:
            self.principal = await threads.database.run(self.principal.renew, token)
        except TokenRefused:
            return await self._refuse(
                protocol.Refusal("invalid_token", "The access token is invalid or has expired.", "token")
            )
        await self.send_frame(protocol.authenticated_frame(self.principal.expires_at_text))
        return None

    async def _newest_seq(self) -> int:
        """Reads the cache if possible, so that a ping is answered while the database hangs."""
        try:
            summary, asked = await threads.cache.run(selectors.cached_game, self.player_id)
        except threads.Busy:
            summary, asked = None, None
        if summary is None:
            summary = await threads.database.run(selectors.fill_game, self.player_id, asked)
        return summary.version

    async def _resume(self, since: int) -> None:
        """Consumes its tokens before querying the database. Does nothing if those results are already being sent."""
        if self.is_replaying(since):
            return
        tokens = self.tokens(since)
        if not hub().replays.consume(self.owner, tokens):
            raise Throttled("resumes", hub().replays.seconds_until(self.owner, tokens), "since")
        await self.resume(since, await threads.database.run(selectors.newest_seq, self.player_id))

    async def _fail(self, command: protocol.Command, refusal: protocol.Refusal, **extra: object) -> None:
        """Sends an error, unless the command is a play that has already been answered by its result."""
        if isinstance(command, protocol.Play):
            (metrics.unavailable if refusal is SERVICE_UNAVAILABLE else metrics.answered).inc()
        if not isinstance(command, protocol.Play) or self.pending.discard(command):
            await self._refuse(refusal, **extra)

    async def _refuse(self, refusal: protocol.Refusal, **extra: object) -> None:
        await self.send_frame(protocol.error_frame(refusal, **extra))

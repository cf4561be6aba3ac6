"""Clients that are wrong on purpose, each in one way, with the cases that have to find it."""

from __future__ import annotations

import asyncio
import math
import re
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from numberplay import ApiError, AsyncClient, ConnectionLostError, SignedOutError, Tokens
from numberplay.models import Result
from numberplay.results.fallback import Fallback
from numberplay.results.frame_handler import FrameHandler
from numberplay.results.frames import Pong, Refusal, read_frame
from numberplay.results.heartbeat import Heartbeat
from numberplay.results.inbox import Inbox
from numberplay.results.resume import Resume
from numberplay.results.socket import Socket
from numberplay.results.sockets import Sockets
from numberplay.results.state import Status
from numberplay.results.stream import EventStream
from numberplay.session import Session

WRONG: dict[str, Callable[[], None]] = {}
FOUND_BY: dict[str, str] = {}  # the wrong client of each case

Wrong = Callable[[], None]


def wrong(*cases: str) -> Callable[[Wrong], Wrong]:
    def register(change: Wrong) -> Wrong:
        WRONG[change.__name__] = change
        FOUND_BY.update(dict.fromkeys(cases, change.__name__))
        return change

    return register


def constant(module: str, name: str, value: object) -> None:
    setattr(import_module(f"numberplay.{module}"), name, value)


def replace(owner: type, name: str, value: object) -> None:
    setattr(owner, name, value)


async def nothing(*_: object, **__: object) -> None:
    pass


async def forever(*_: object, **__: object) -> None:
    await asyncio.Event().wait()


@wrong("opening/live-after-pong", "plays/own-subscription")
def never_pings() -> None:
    replace(Heartbeat, "run", forever)


@wrong("opening/not-live-without-pong", "fallback/frozen-socket")
def is_live_when_open() -> None:
    until_closed = Socket._until_closed

    async def open_and_live(self: Socket, connection: Any) -> int:
        self._answered()
        return await until_closed(self, connection)

    replace(Socket, "_until_closed", open_and_live)


@wrong("opening/since", "order/result-lost-with-the-connection", "restored/reconnects-from-there")
def connects_from_the_beginning() -> None:
    run = Socket.run
    replace(Socket, "run", lambda self, url, token: run(self, f"{url}?since=0#", token))


@wrong("opening/from-now-on", "opening/from-now-on-after-an-error")
def begins_with_the_first_result() -> None:
    subscribe = AsyncClient.subscribe
    replace(AsyncClient, "subscribe", lambda self, since, **on: subscribe(self, since or 0, **on))


@wrong("opening/too-many-missing", "opening/resync-with-an-unavailable-server", "order/resume-too-many")
@wrong("restored/socket", "restored/ahead-when-connecting", "restored/to-nothing")
def ignores_resync() -> None:
    replace(FrameHandler, "_resync", nothing)


@wrong("opening/two-subscriptions")
def has_one_subscription() -> None:
    subscribe, shared = AsyncClient.subscribe, []

    def subscribe_once(self: AsyncClient, *args: Any, **on: Any) -> Any:
        shared.append(subscribe(self, *args, **on))
        return shared[0]

    replace(AsyncClient, "subscribe", subscribe_once)


@wrong("opening/handshake-without-response", "fallback/event-stream", "fallback/downgrade-and-upgrade")
@wrong("fallback/stream-drops-within-an-event")
def has_no_fallback() -> None:
    replace(Fallback, "run", forever)


@wrong("opening/handshake-given-up")
def waits_for_the_handshake() -> None:
    constant("results.socket", "HANDSHAKE_SECONDS", 1e6)


@wrong("order/duplicate", "order/reordered", "order/old-results-after-reconnecting", "fallback/stream-duplicate")
def reports_everything() -> None:
    def accept(self: Inbox, result: Result) -> None:
        self.position = max(self.position, result.seq)
        self._ready.append(result)

    replace(Inbox, "accept", accept)


@wrong("order/gap", "order/second-gap", "frames/incomplete-result")
def never_resumes() -> None:
    replace(Resume, "missing", nothing)


@wrong("order/gap-asked-once", "order/resume-throttled-once")
def resumes_at_every_gap() -> None:
    replace(Resume, "missing", Resume._ask_now)


@wrong("order/resume-throttled", "order/resume-unavailable")
def ignores_a_refused_resume() -> None:
    replace(Resume, "refused", lambda *_: None)


@wrong("order/resume-lost")
def asks_once_only() -> None:
    constant("results.resume", "LOST_AFTER_SECONDS", math.inf)


@wrong("order/last-result-lost")
def ignores_the_seq_of_pongs() -> None:
    handle = FrameHandler.handle

    async def without_pongs(self: FrameHandler, frame: Any) -> None:
        if not isinstance(frame, Pong):
            await handle(self, frame)

    replace(FrameHandler, "handle", without_pongs)


@wrong("order/pong-ahead")
def resumes_at_every_pong() -> None:
    constant("results.frame_handler", "ON_THE_WAY_SECONDS", 0)


@wrong("frames/unknown-members")
def refuses_unknown_members() -> None:
    constant("results.socket", "read_frame", lambda text: None if "colour" in text else read_frame(text))


@wrong("frames/unknown-type", "frames/not-json", "frames/binary", "frames/seq-of-another-type")
def ends_at_an_unknown_frame() -> None:
    def read(text: str | bytes) -> object:
        frame = read_frame(text)
        if frame is None:
            raise TimeoutError
        return frame

    constant("results.socket", "read_frame", read)


@wrong("frames/error-frame")
def ends_at_an_error_frame() -> None:
    handle = FrameHandler.handle

    async def end(self: FrameHandler, frame: Any) -> None:
        if isinstance(frame, Refusal):
            raise TimeoutError
        await handle(self, frame)

    replace(FrameHandler, "handle", end)


@wrong("frames/silent-connection")
def waits_for_pongs() -> None:
    constant("results.heartbeat", "PONG_SECONDS", 1e6)


@wrong("frames/idle-connection")
def closes_an_idle_connection() -> None:
    async def end(_: Session, clock: Any, __: object) -> None:
        await clock.sleep(30)
        raise TimeoutError

    constant("results.socket", "keep_authenticated", end)


@wrong("close-codes/going-away", "close-codes/server-error", "close-codes/dropped", "close-codes/increasing-delays")
@wrong("plays/request-lost", "plays/increasing-delays", "close-codes/delays-start-again")
def repeats_at_once() -> None:
    constant("results.sockets", "backoff", lambda _: 0)
    constant("plays", "backoff", lambda _: 0)


@wrong("close-codes/restarting", "close-codes/overloaded", "close-codes/flooding")
def ignores_close_codes() -> None:
    constant("results.sockets", "failure_weight", lambda _: 1)
    constant("results.sockets", "backoff", lambda failures: 0.1 * failures)


@wrong("close-codes/signed-out-token-expired", "close-codes/signed-out-session-ended", "close-codes/signed-out-twice")
def ignores_4401() -> None:
    constant("results.sockets", "SIGNED_OUT", 0)


@wrong("close-codes/signed-out-again-later")
def never_forgets_a_refusal() -> None:
    replace(Sockets, "_works", lambda self: self._status.socket_works())


@wrong("tokens/renewed-on-the-socket", "tokens/reconnects-with-the-token-of-the-socket", "tokens/renewal-unavailable")
def never_renews_on_the_socket() -> None:
    constant("results.socket", "keep_authenticated", forever)


@wrong("tokens/renewed-again")
def keeps_the_first_refresh_token() -> None:
    accept = Session.accept

    def keep(self: Session, tokens: Tokens) -> None:
        accept(self, Tokens(tokens.access, self.tokens.refresh if self.tokens else tokens.refresh))

    replace(Session, "accept", keep)


@wrong("tokens/only-a-refresh-token", "plays/session-ended")
def connects_without_a_token() -> None:
    async def token(self: Session, _: float = 0) -> str:
        return "none"

    replace(Session, "token", token)


@wrong("tokens/out-of-date", "fallback/stream-token-refused", "fallback/stream-signed-out")
@wrong("plays/token-refused", "plays/token-refused-twice")
def never_renews() -> None:
    async def renew(*_: object) -> str:
        raise ConnectionLostError

    replace(Session, "renew", renew)


@wrong("tokens/refused-by-a-proxy", "tokens/refused-with-401-by-a-proxy", "tokens/long-fallback")
def renews_after_every_refusal() -> None:
    async def renewed(self: Sockets) -> str:
        session = self._api.session
        return await (session.token() if self._refused_at is None else session.renew(await session.token()))

    replace(Sockets, "_token", renewed)


@wrong("tokens/wrong-clock-ahead", "tokens/wrong-clock-behind")
def compares_clocks() -> None:
    from numberplay import access_token

    lifetime_of = access_token.lifetime_of
    skew = re.compile(rb'"exp": ([\d.]+)')

    def lifetime(token: str) -> float:
        import base64

        found = skew.search(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
        return float(found[1]) - time.time() if found else lifetime_of(token)

    constant("session", "lifetime_of", lifetime)


@wrong("tokens/single-flight", "tokens/single-flight-after-401")
def renews_in_parallel() -> None:
    async def renew(self: Session, _: str | None) -> str:
        return await self._renew(self._current().refresh)

    replace(Session, "renew", renew)


@wrong("tokens/renewal-response-lost", "tokens/renewal-answered-by-a-proxy", "tokens/renewal-throttled")
def signs_out_at_any_error() -> None:
    renew = Session._renew

    async def end(self: Session, refresh: str) -> str:
        try:
            return await renew(self, refresh)
        except (ApiError, ConnectionLostError) as error:
            raise SignedOutError from error

    replace(Session, "_renew", end)
    constant("session", "RENEWAL_ATTEMPTS", 1)


@wrong("tokens/renewal-refused")
def repeats_a_refused_renewal() -> None:
    renew = Session._renew

    async def again(self: Session, refresh: str) -> str:
        tokens = self.tokens
        try:
            return await renew(self, refresh)
        except SignedOutError as error:
            self.tokens = tokens
            raise ConnectionLostError from error

    replace(Session, "_renew", again)


@wrong("tokens/new-token-refused-on-the-socket")
def remembers_the_first_token() -> None:
    closed = Sockets._closed
    replace(Sockets, "_closed", lambda self, code, _: closed(self, code, "the first one"))


@wrong("signing-in/sign-in", "signing-in/register")
def forgets_the_tokens() -> None:
    replace(Session, "accept", lambda *_: None)


@wrong("signing-in/second-factor")
def sends_no_code() -> None:
    sign_in = AsyncClient.sign_in
    replace(AsyncClient, "sign_in", lambda self, email, password, code=None: sign_in(self, email, password))


@wrong("signing-in/refused", "signing-in/second-factor-required")
def reports_no_code() -> None:
    replace(ApiError, "code", None)


@wrong("signing-in/nobody-signed-in")
def plays_without_a_session() -> None:
    async def token(self: Session, _: float = 0) -> str:
        return "none"

    replace(Session, "token", token)


@wrong("signing-in/sign-out")
def only_forgets_the_tokens() -> None:
    async def sign_out(self: AsyncClient) -> None:
        self._session.end()

    replace(AsyncClient, "sign_out", sign_out)


@wrong("fallback/polling", "fallback/stream-gap", "fallback/stream-too-many-missing")
def never_polls() -> None:
    async def read_missing(*_: object) -> None:
        raise ConnectionLostError

    for module in ("results.fallback", "results.sockets", "results.stream"):
        constant(module, "read_missing", read_missing)


@wrong("fallback/polling-interval")
def polls_rarely() -> None:
    constant("results.fallback", "POLL_SECONDS", 30)
    constant("results.sockets", "read_missing", nothing)


@wrong("fallback/buffered-stream")
def waits_for_the_stream() -> None:
    constant("results.stream", "OPENING_SECONDS", 1e6)


@wrong("fallback/stream-of-another-type")
def reads_any_type() -> None:
    constant("results.stream", "is_event_stream", lambda _: True)


@wrong("fallback/pages")
def reads_one_page() -> None:
    constant("results.polling", "PAGE_SIZE", 100)
    read_missing = import_module("numberplay.results.polling").read_missing

    async def read_one(api: Any, inbox: Inbox) -> None:
        publish = inbox.publish

        async def stop() -> None:
            await publish()
            raise asyncio.InvalidStateError

        inbox.publish = stop  # type: ignore[method-assign]
        try:
            await read_missing(api, inbox)
        except asyncio.InvalidStateError:
            pass
        finally:
            inbox.publish = publish  # type: ignore[method-assign]

    constant("results.fallback", "read_missing", read_one)


@wrong("fallback/upgrade", "fallback/upgrade-within-a-minute")
def tries_sockets_rarely() -> None:
    constant("results.sockets", "backoff", lambda failures: 4.0**failures)


@wrong("fallback/nothing-else-while-live")
def keeps_the_fallback() -> None:
    async def run(self: Fallback) -> None:
        await self._until_needed()
        await self._follow()

    replace(Fallback, "run", run)


@wrong("fallback/stream-ends")
def opens_the_stream_from_the_beginning() -> None:
    build = import_module("httpx").AsyncClient.build_request

    def from_0(self: Any, method: str, url: str, **options: Any) -> Any:
        if "Last-Event-ID" in (headers := options.get("headers") or {}):
            headers["Last-Event-ID"] = "0"
        return build(self, method, url, **options)

    replace(import_module("httpx").AsyncClient, "build_request", from_0)


@wrong("fallback/stream-retry")
def ignores_retry() -> None:
    constant("results.fallback", "REOPEN_SECONDS", 0.1)
    replace(EventStream, "retry", None)


@wrong("fallback/stream-syntax")
def splits_at_newlines_only() -> None:
    constant("results.server_sent_events", "_LINE_END", re.compile("\n"))


@wrong("fallback/stream-silent")
def waits_for_comments() -> None:
    constant("results.stream", "SILENCE_SECONDS", 1e6)


@wrong("fallback/stream-comments")
def expects_more_comments() -> None:
    constant("results.stream", "SILENCE_SECONDS", 15)


@wrong("fallback/stream-throttled", "fallback/poll-retry-after", "fallback/handshake-retry-after")
@wrong("plays/unavailable", "plays/throttled", "plays/throttled-for-long")
def ignores_retry_after() -> None:
    constant("http", "retry_after_of", lambda _: None)
    constant("results.sockets", "retry_after_of", lambda _: None)


@wrong("fallback/offline", "fallback/offline-then-polling", "fallback/poll-answered-by-a-proxy")
def is_never_offline() -> None:
    http = Status.http
    replace(Status, "http", lambda self, works: http(self, works=works or None))


@wrong("restored/event-stream", "restored/polling")
def never_moves_back() -> None:
    replace(Inbox, "move_back", lambda *_: None)


@wrong("restored/with-a-hole")
def keeps_results_behind_a_hole() -> None:
    move_back = Inbox.move_back

    def keep(self: Inbox, seq: int) -> None:
        ahead = dict(self._ahead)
        move_back(self, seq)
        self._ahead.update(ahead)

    replace(Inbox, "move_back", keep)


@wrong("plays/play", "plays/response-lost", "plays/unavailable-after-it-was-processed")
def sends_no_key() -> None:
    post = import_module("numberplay.plays")

    async def without_key(api: Any, number: int, _: str) -> Any:
        return await api.call("POST", "/api/game/play/", body={"number": number})

    post._post = without_key  # type: ignore[attr-defined]


@wrong("plays/keys-differ")
def uses_one_key() -> None:
    play = AsyncClient.play
    replace(AsyncClient, "play", lambda self, number: play(self, number, key="always the same"))


@wrong("plays/no-response")
def waits_for_a_response() -> None:
    constant("http", "RESPONSE_SECONDS", 1e6)


@wrong("plays/bad-gateway", "plays/answered-by-a-proxy", "plays/slow-request", "plays/renewal-unavailable")
def never_repeats() -> None:
    constant("plays", "delay_before_repeat", lambda *_: None)


@wrong("plays/bounded")
def repeats_for_ever() -> None:
    play = AsyncClient.play
    replace(AsyncClient, "play", lambda self, number: play(self, number, within=math.inf))


@wrong("plays/refused-400", "plays/refused-403", "plays/refused-422", "plays/refused-500")
def repeats_everything() -> None:
    constant("plays", "REPEATED", range(400, 600))

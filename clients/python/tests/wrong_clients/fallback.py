"""Clients that use the fallback wrongly."""

from __future__ import annotations

import asyncio
import re
from importlib import import_module
from typing import Any

from numberplay import ConnectionLostError
from numberplay.results.fallback import Fallback
from numberplay.results.inbox import Inbox
from numberplay.results.state import Status
from numberplay.results.stream import EventStream
from wrong_clients.registry import constant, nothing, replace, wrong


@wrong
def never_polls() -> None:
    async def read_missing(*_: object) -> None:
        raise ConnectionLostError

    for module in ("results.expected", "results.fallback", "results.sockets", "results.stream"):
        constant(module, "read_missing", read_missing)


@wrong
def polls_rarely() -> None:
    constant("results.fallback", "POLL_SECONDS", 30)
    constant("results.sockets", "read_missing", nothing)


@wrong
def waits_for_the_stream() -> None:
    constant("results.stream", "OPENING_SECONDS", 1e6)


@wrong
def reads_any_type() -> None:
    constant("results.stream", "is_event_stream", lambda _: True)


@wrong
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


@wrong
def tries_sockets_rarely() -> None:
    constant("results.sockets", "backoff", lambda failures: 4.0**failures)


@wrong
def keeps_the_fallback() -> None:
    async def run(self: Fallback) -> None:
        await self._until_needed()
        await self._follow()

    replace(Fallback, "run", run)


@wrong
def opens_the_stream_from_the_beginning() -> None:
    build = import_module("httpx").AsyncClient.build_request

    def from_0(self: Any, method: str, url: str, **options: Any) -> Any:
        if "Last-Event-ID" in (headers := options.get("headers") or {}):
            headers["Last-Event-ID"] = "0"
        return build(self, method, url, **options)

    replace(import_module("httpx").AsyncClient, "build_request", from_0)


@wrong
def ignores_retry() -> None:
    constant("results.fallback", "REOPEN_SECONDS", 0.1)
    replace(EventStream, "retry", None)


@wrong
def splits_at_newlines_only() -> None:
    constant("results.server_sent_events", "_LINE_END", re.compile("\n"))


@wrong
def waits_for_comments() -> None:
    constant("results.stream", "SILENCE_SECONDS", 1e6)


@wrong
def expects_more_comments() -> None:
    constant("results.stream", "SILENCE_SECONDS", 15)


@wrong
def ignores_retry_after() -> None:
    constant("http", "retry_after_of", lambda _: None)
    constant("results.sockets", "retry_after_of", lambda _: None)


@wrong
def is_never_offline() -> None:
    http = Status.http
    replace(Status, "http", lambda self, works: http(self, works=works or None))

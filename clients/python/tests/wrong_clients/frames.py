"""Clients that read frames wrongly."""

from __future__ import annotations

from typing import Any

from numberplay.results.frame_handler import FrameHandler
from numberplay.results.frames import Refusal, read_frame
from numberplay.session import Session
from wrong_clients.registry import constant, replace, wrong


@wrong
def refuses_unknown_members() -> None:
    constant("results.socket", "read_frame", lambda text: None if "colour" in text else read_frame(text))


@wrong
def ends_at_an_unknown_frame() -> None:
    def read(text: str | bytes) -> object:
        frame = read_frame(text)
        if frame is None:
            raise TimeoutError
        return frame

    constant("results.socket", "read_frame", read)


@wrong
def ends_at_an_error_frame() -> None:
    handle = FrameHandler.handle

    async def end(self: FrameHandler, frame: Any) -> None:
        if isinstance(frame, Refusal):
            raise TimeoutError
        await handle(self, frame)

    replace(FrameHandler, "handle", end)


@wrong
def waits_for_pongs() -> None:
    constant("results.heartbeat", "PONG_SECONDS", 1e6)


@wrong
def closes_an_idle_connection() -> None:
    async def end(_: Session, clock: Any, __: object) -> None:
        await clock.sleep(30)
        raise TimeoutError

    constant("results.socket", "keep_authenticated", end)

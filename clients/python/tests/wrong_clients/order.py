"""Clients that handle arriving, missing or repeated results wrongly."""

from __future__ import annotations

import math
from typing import Any

from numberplay.models import Result
from numberplay.results.frame_handler import FrameHandler
from numberplay.results.frames import Pong
from numberplay.results.inbox import Inbox
from numberplay.results.resume import Resume
from wrong_clients.registry import constant, nothing, replace, wrong


@wrong
def reports_everything() -> None:
    def accept(self: Inbox, result: Result) -> None:
        self.position = max(self.position, result.seq)
        self._ready.append(result)

    replace(Inbox, "accept", accept)


@wrong
def never_resumes() -> None:
    replace(Resume, "missing", nothing)


@wrong
def resumes_at_every_gap() -> None:
    replace(Resume, "missing", Resume._ask_now)


@wrong
def ignores_a_refused_resume() -> None:
    replace(Resume, "refused", lambda *_: None)


@wrong
def asks_once_only() -> None:
    constant("results.resume", "LOST_AFTER_SECONDS", math.inf)


@wrong
def ignores_the_seq_of_pongs() -> None:
    handle = FrameHandler.handle

    async def without_pongs(self: FrameHandler, frame: Any) -> None:
        if not isinstance(frame, Pong):
            await handle(self, frame)

    replace(FrameHandler, "handle", without_pongs)


@wrong
def resumes_at_every_pong() -> None:
    constant("results.frame_handler", "ON_THE_WAY_SECONDS", 0)

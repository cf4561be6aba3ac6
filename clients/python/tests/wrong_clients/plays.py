"""Clients that play numbers wrongly."""

from __future__ import annotations

import math
from importlib import import_module
from typing import Any

from numberplay import AsyncClient
from numberplay.results.heartbeat import Heartbeat
from numberplay.results.socket import Socket
from numberplay.results.state import Status
from numberplay.results.subscription import Subscription
from wrong_clients.registry import constant, forever, replace, wrong


@wrong
def sends_no_key() -> None:
    post = import_module("numberplay.plays")

    async def without_key(api: Any, number: int, _: str) -> Any:
        return await api.call("POST", "/api/game/play/", body={"number": number})

    post._post = without_key  # type: ignore[attr-defined]


@wrong
def uses_one_key() -> None:
    play = AsyncClient.play
    replace(AsyncClient, "play", lambda self, number: play(self, number, key="always the same"))


@wrong
def waits_for_a_response() -> None:
    constant("http", "RESPONSE_SECONDS", 1e6)


@wrong
def never_repeats() -> None:
    constant("plays", "delay_before_repeat", lambda *_: None)


@wrong
def repeats_for_ever() -> None:
    play = AsyncClient.play
    replace(AsyncClient, "play", lambda self, number: play(self, number, within=math.inf))


@wrong
def repeats_everything() -> None:
    constant("plays", "REPEATED", range(400, 600))


@wrong
def ignores_its_own_plays() -> None:
    replace(Subscription, "played", lambda *_: None)


@wrong
def never_probes() -> None:
    replace(Heartbeat, "probe", lambda _: None)


@wrong
def keeps_the_frozen_socket() -> None:
    replace(Socket, "_until_given_up", forever)


@wrong
def gives_up_at_once() -> None:
    doubt = Status.doubt_socket

    def give_up(self: Status) -> None:
        doubt(self)
        self.given_up.set()

    replace(Status, "doubt_socket", give_up)


@wrong
def opens_a_stream_for_each_play() -> None:
    constant("results.trial", "PAUSE_SECONDS", 0)

"""What a subscription reports about its connection."""

from __future__ import annotations

import asyncio
import enum
from collections.abc import Callable


class State(enum.StrEnum):
    CONNECTING = "connecting"
    LIVE = "live"  # results arrive over a WebSocket
    FALLBACK = "fallback"  # they arrive over HTTP, by the event stream or by polling
    OFFLINE = "offline"  # the server doesn't respond
    SIGNED_OUT = "signed-out"  # the session has ended, and so has the subscription


class Status:
    """Derives the state from what the transports report."""

    def __init__(self, on_state: Callable[[State], None]) -> None:
        self._on_state = on_state
        self._http_works: bool | None = None
        self.state = State.CONNECTING
        self.is_live = False
        self.is_up = asyncio.Event()  # no fallback is needed
        self.is_down = asyncio.Event()
        self.is_down.set()
        self.needs_fallback = asyncio.Event()
        self.something_missing = asyncio.Event()  # a result is missing, so the socket may be dead
        self.given_up = asyncio.Event()  # the fallback has delivered what was missing on the socket

    def start(self) -> None:
        self._on_state(self.state)

    def socket_works(self) -> None:
        self.is_live = True
        self.is_up.set()
        self.is_down.clear()
        self.needs_fallback.clear()
        self._http_works = None
        self._update()

    def socket_failed(self) -> None:
        self.is_live = False
        self.is_up.clear()
        self.is_down.set()
        self._update()

    def doubt_socket(self) -> None:
        """The socket stays live, and the fallback is used alongside it."""
        self.is_up.clear()
        self.is_down.set()
        self.needs_fallback.set()

    def http(self, works: bool | None) -> None:
        """None while the state is unknown."""
        if not self.is_up.is_set():
            self._http_works = works
            self._update()

    def signed_out(self) -> None:
        self._become(State.SIGNED_OUT)

    def _update(self) -> None:
        if self.is_live:
            self._become(State.LIVE)
        elif self._http_works is None:
            self._become(State.CONNECTING)
        else:
            self._become(State.FALLBACK if self._http_works else State.OFFLINE)

    def _become(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self._on_state(state)

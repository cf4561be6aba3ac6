"""Clients that are wrong when a socket is closed."""

from __future__ import annotations

from numberplay.results.sockets import Sockets
from wrong_clients.registry import constant, replace, wrong


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

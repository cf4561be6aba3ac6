"""Clients that react wrongly to the end of a socket."""

from __future__ import annotations

from numberplay.results.sockets import Sockets
from wrong_clients.registry import constant, replace, wrong


@wrong
def repeats_at_once() -> None:
    constant("results.sockets", "backoff", lambda _: 0)
    constant("plays", "backoff", lambda _: 0)


@wrong
def ignores_close_codes() -> None:
    constant("results.sockets", "failure_weight", lambda _: 1)
    constant("results.sockets", "backoff", lambda failures: 0.1 * failures)


@wrong
def ignores_4401() -> None:
    constant("results.sockets", "SIGNED_OUT", 0)


@wrong
def never_forgets_a_refusal() -> None:
    replace(Sockets, "_works", lambda self: self._status.socket_works())

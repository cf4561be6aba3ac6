"""Stolen tokens and guessed passwords."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from contextlib import ExitStack

import httpx

from following import Drill, Steps
from load import PASSWORD
from repeating import repeated
from system import System
from tests.services.ports import HOST

REPLACED_SECONDS = 11  # after which a replaced refresh token is refused
LOGIN = "/auth/api/login/"
ATTACKERS = [f"127.0.1.{number}" for number in range(1, 9)]
ATTEMPT_SECONDS = 0.15
TIGHTER = {"AUTH_RATE": "6r/m", "AUTH_BURST": "5"}


def sign_in(system: System, client: httpx.Client, password: str) -> int:
    body = {"email": system.load.players[0].email, "password": password}
    return client.post(f"{system.stack.url}{LOGIN}", json=body).status_code


def stolen_tokens(system: System) -> Steps:
    players = [system.load.register(f"stolen_{number}") for number in range(8)]

    def refresh(token: str) -> int:
        return system.client.post(f"{system.stack.url}/auth/api/token/refresh/", json={"refresh": token}).status_code

    assert {refresh(player.refresh) for player in players} == {200}
    time.sleep(REPLACED_SECONDS)
    system.breaks_now()
    assert {refresh(player.refresh) for player in players} == {401}
    yield None
    assert sign_in(system, system.client, PASSWORD) == 200


def refused_logins(system: System) -> Counter[str]:
    """The numbers of refused sign-ins by address, from the edge's log."""
    lines = [line for line in system.stack.edge.lines(0) if (line["path"], line["status"]) == (LOGIN, 401)]
    return Counter(line["address"] for line in lines)


def guessed_passwords(system: System) -> Steps:
    """The attack continues while it is fended off, and a player at a different address can sign in."""
    edge = system.stack.edge
    usual = dict(edge.variables)
    with ExitStack() as exits:
        clients = [exits.enter_context(_client_at(address)) for address in ATTACKERS]
        turns = itertools.cycle(clients)

        def guess() -> None:
            sign_in(system, next(turns), "wrong password")
            time.sleep(ATTEMPT_SECONDS)

        player = exits.enter_context(_client_at("127.0.2.1"))
        system.breaks_now()
        exits.enter_context(repeated(guess))
        yield None
        assert set(refused_logins(system)) >= set(ATTACKERS) - {HOST}
        edge.variables.update(TIGHTER)
        edge.reload()
        yield lambda: _is_fended_off(system) and sign_in(system, player, PASSWORD) == 200
    edge.variables.update(usual)
    edge.reload()


def _client_at(address: str) -> httpx.Client:
    return httpx.Client(transport=httpx.HTTPTransport(local_address=address), timeout=30)


def _is_fended_off(system: System) -> bool:
    return system.holds("sum(rate(numberplay_refused_logins_total[8s])) < 1")


DRILLS = (
    Drill(("TokensStolen",), "eight replaced refresh tokens used again", "sign in again", stolen_tokens),
    Drill(
        ("ManyRefusedLogins",),
        "eight addresses guess passwords, six times a second",
        "find them in the edge's log; `EDGE_AUTH_RATE=6r/m`, reload",
        guessed_passwords,
    ),
)

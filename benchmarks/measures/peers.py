"""Compares plays of the product with those of its peers, in alternating rounds: over HTTP, over sockets, and pushes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from benchmarks import players
from benchmarks.figures import Figure, spread, spreads
from benchmarks.pace import Pace
from benchmarks.peers.contenders import PRODUCT, Contender, started
from benchmarks.peers.rounds import Rounds
from benchmarks.progress import say
from benchmarks.system import System

PLAYERS = 200
RATIOS = ("cpu", "database_cpu", "rate")
WARM_UP_SECONDS = 2

Scenarios = dict[str, Callable[[Contender], Figure | None]]
Found = dict[str, dict[str, list[Figure]]]  # by scenario and contender


def measure(system: System, pace: Pace) -> dict[str, Any]:
    people = players.create(PLAYERS)
    rounds = Rounds(system, people)
    scenarios = _scenarios(rounds, pace)
    found: Found = defaultdict(lambda: defaultdict(list))
    with started(system, people) as contenders:
        for contender in contenders:
            rounds.http(contender, connections=16, seconds=WARM_UP_SECONDS)
            rounds.sockets(contender, connections=PLAYERS, seconds=WARM_UP_SECONDS)
        for number in range(pace.peer_rounds):
            _round(scenarios, _rotated(contenders, number), found)
            say(f"peers, round {number + 1} of {pace.peer_rounds}")
        counts = {contender.name: rounds.counts(contender, seconds=WARM_UP_SECONDS) for contender in contenders}
        missing = {each.name: max(0, rounds.answered[each.name] - each.stored()) for each in contenders}
    return {
        "scenarios": {name: {peer: _summary(each) for peer, each in by.items()} for name, by in found.items()},
        "ratios": {name: _ratios(by) for name, by in found.items() if "rate" in by[PRODUCT][0]},
        "counts": counts,
        "recount": {"plays": rounds.answered, "missing": missing, "statistics": _wrong_statistics(people)},
    }


def _scenarios(rounds: Rounds, pace: Pace) -> Scenarios:
    loaded, pushed = pace.peer_load_seconds, pace.peer_push_seconds
    return {
        "HTTP, 16 connections": partial(rounds.http, connections=16, seconds=loaded),
        "HTTP, 64 connections": partial(rounds.http, connections=64, seconds=loaded),
        "16 sockets": partial(rounds.sockets, connections=16, seconds=loaded),
        "200 sockets": partial(rounds.sockets, connections=200, seconds=loaded),
        "POST to frame": partial(rounds.post_to_frame, seconds=pushed),
        "play on the socket to frame": partial(rounds.socket_to_frame, seconds=pushed),
    }


def _round(scenarios: Scenarios, contenders: Sequence[Contender], found: Found) -> None:
    """Runs all contenders of a scenario one after another, so that other load on the machine affects all of them."""
    for name, scenario in scenarios.items():
        for contender in contenders:
            figures = scenario(contender)
            if figures is not None:
                found[name][contender.name].append(figures)


def _rotated(contenders: Sequence[Contender], number: int) -> list[Contender]:
    at = number % len(contenders)
    return [*contenders[at:], *contenders[:at]]


def _summary(rounds: Sequence[Figure]) -> dict[str, Any]:
    return {**spreads(rounds), "lost": sum(int(figures["lost"]) for figures in rounds)}


def _ratios(by: dict[str, list[Figure]]) -> dict[str, dict[str, Figure]]:
    """The product's figures as multiples of each peer's in the same round."""
    return {
        peer: {
            name: spread([ours[name] / theirs[name] for ours, theirs in zip(by[PRODUCT], figures, strict=True)])
            for name in RATIOS
        }
        for peer, figures in by.items()
        if peer != PRODUCT
    }


def _wrong_statistics(people: Sequence[players.Player]) -> int:
    """How many players' statistics differ from a recount of their plays."""
    from game.tasks import reconcile

    return sum(reconcile(player.id) for player in people)

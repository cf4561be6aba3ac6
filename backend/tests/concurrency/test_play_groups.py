"""Groups of several threads play for the same players, and requests that arrive together are played in groups."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from core.db import thread_batcher
from game import selectors, services, tasks
from game.models import Play, PlayerStatistics
from game.services import NotPlayed, Played, requested
from game.storage.plays import PlayRequest
from tests.api import Answer, Player, registered
from tests.concurrency.model import expected_statistics
from tests.concurrency.parallel import in_parallel

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 6
GROUPS = 12
PLAYERS = 4


def test_groups_of_the_same_players_lose_and_double_nothing() -> None:
    players = [registered() for _ in range(PLAYERS)]

    answers = in_parallel([partial(_play_groups, players, seed) for seed in range(THREADS)])

    played = [one for some in answers for one in some]
    new = [(player_id, one.seq) for player_id, one in played if not one.replayed]
    assert sorted(new) == sorted(Play.objects.values_list("player_id", "seq"))
    for player in players:
        results = player.get("/api/game/results/?page_size=100").json["results"]
        stored = Play.objects.filter(player_id=player.id).order_by("seq")
        assert [play.seq for play in stored] == list(range(1, len(stored) + 1))
        assert player.get("/api/game/history/").json == results[:3]
        keys = [play.key_digest for play in stored if play.key_digest]
        assert len(keys) == len(set(keys))
        before = selectors.tally_of(player.id)
        tasks.reconcile(player.id)
        assert selectors.tally_of(player.id) == before
        assert PlayerStatistics.objects.get(pk=player.id).seq == len(stored)
    by_place = {(play.player_id, play.seq): play.number for play in Play.objects.all()}
    assert all(by_place[player_id, one.seq] == json.loads(one.result)["number"] for player_id, one in played)


def _play_groups(players: list[Player], seed: int) -> list[tuple[int, Played]]:
    chance = random.Random(seed)
    played: list[tuple[int, Played]] = []
    for _ in range(GROUPS):
        group = [_chosen(players, chance) for _ in range(chance.randint(2, 8))]
        for request, answer in zip(group, services.play_group(group), strict=True):
            one = services.play_alone(request) if isinstance(answer, NotPlayed) else answer
            assert isinstance(one, Played), one
            played.append((request.player_id, one))
    return played


def _chosen(players: list[Player], chance: random.Random) -> PlayRequest:
    """A key always belongs to the same number."""
    key = chance.choice([None, None, *range(1, 30)])
    number = key or chance.randint(1, 9999)
    return requested(chance.choice(players).id, number, key=key and f"key {key}")


class Held:
    """The play of 9999 waits until it is released. `groups` are the sizes of the others."""

    def __init__(self) -> None:
        self.groups: list[int] = []
        self.began = threading.Event()
        self.release = threading.Event()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    found, play_group, alone = Held(), services.play_group, services.play_alone

    def noted(requests: Any) -> Any:
        found.groups.append(len(requests))
        return play_group(requests)

    def waits(request: PlayRequest) -> Played:
        if request.number == 9999:
            found.began.set()
            assert found.release.wait(10)
        return alone(request)

    monkeypatch.setattr(services, "play_group", noted)
    monkeypatch.setattr(services, "play_alone", waits)
    monkeypatch.setattr(thread_batcher, "SLOW_SECONDS", 10)
    yield found
    found.release.set()


def test_requests_that_arrive_during_a_play_are_played_as_a_group(held: Held) -> None:
    first, *others = [registered() for _ in range(1 + 8)]
    begun = threading.Semaphore(0)

    def play(player: Player) -> Answer:
        assert held.began.wait(10)
        begun.release()
        return player.play(842, key="k")

    def release() -> Answer:
        for _ in others:
            assert begun.acquire(timeout=10)
        threading.Event().wait(0.5)  # until they wait for the first
        held.release.set()
        return others[0].get("/api/game/rules/")

    calls: list[Callable[[], Answer]] = [
        lambda: first.play(9999),
        *(partial(play, player) for player in others),
        release,
    ]
    *answers, _ = in_parallel(calls)

    assert [answer.status for answer in answers] == [200] * 9
    assert held.groups == [8]
    for player, answer in zip([first, *others], answers, strict=True):
        assert player.get("/api/game/results/").json["results"] == [answer.json]
        assert player.get("/api/game/statistics/").json == expected_statistics([answer.json])
        assert answer.json["seq"] == 1
    assert [others[0].play(842, key="k").headers.get("Idempotent-Replayed")] == ["true"]


def test_one_refused_request_affects_no_other_in_its_group(held: Held) -> None:
    first, keyed, free = (registered() for _ in range(3))
    assert keyed.play(2, key="k").json["seq"] == 1
    begun = threading.Semaphore(0)

    def play(player: Player) -> Answer:
        assert held.began.wait(10)
        begun.release()
        return player.play(842, key="k")

    def release() -> Answer:
        for _ in range(2):
            assert begun.acquire(timeout=10)
        threading.Event().wait(0.5)
        held.release.set()
        return first.get("/api/game/rules/")

    _, refused, played, _ = in_parallel([lambda: first.play(9999), lambda: play(keyed), lambda: play(free), release])

    assert held.groups == [2]
    assert (refused.status, refused.codes) == (422, {("idempotency_key_reused", None)})
    assert (played.status, played.json["seq"]) == (200, 1)
    assert Play.objects.count() == 3

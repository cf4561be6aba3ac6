"""Groups of several threads play for the same players."""

from __future__ import annotations

import json
import random
from functools import partial

import pytest

from game import selectors, services, tasks
from game.models import Play, PlayerStatistics
from game.services import NotPlayed, Played, requested
from game.storage.plays import PlayRequest
from tests.api import Player, registered
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

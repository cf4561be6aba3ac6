"""The database refuses rows that the code must never write."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from game import services
from game.models import Play, PlayerStatistics
from tests.api import Player, registered


def insert(player_id: int, **members: Any) -> Play:
    play = {"seq": 1, "number": 842, "result": "win", "prize": Decimal(421), "key_digest": None, **members}
    with transaction.atomic():
        return Play.objects.create(player_id=player_id, played_at=timezone.now(), **play)


def test_a_play_within_the_rules_is_stored(player: Player) -> None:
    insert(player.id)
    insert(player.id, seq=2, number=1, result="lose", prize=None)
    insert(player.id, seq=3, number=9999, result="lose", prize=None)
    insert(player.id, seq=4, number=9998, prize=Decimal("6998.6"))
    assert Play.objects.count() == 4


@pytest.mark.parametrize(
    "members",
    [
        {"number": 0},
        {"number": -1},
        {"number": 10_000},
        {"number": 2**31},
        {"result": "lose"},
        {"result": "lose", "prize": Decimal(0)},
        {"result": "win", "prize": None},
        {"result": "win", "prize": Decimal(0)},
        {"result": "win", "prize": Decimal("-0.2")},
        {"result": "draw", "prize": None},
        {"result": "draw"},
        {"seq": -1},
    ],
    ids=str,
)
def test_a_play_against_the_rules_is_refused(player: Player, members: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError):
        insert(player.id, **members)
    assert Play.objects.count() == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"seq": 1}, {"seq": 1}),
        ({"seq": 1, "key_digest": "a" * 64}, {"seq": 2, "key_digest": "a" * 64}),
    ],
    ids=["seq", "key"],
)
def test_a_seq_and_a_key_are_a_players_once(player: Player, one: dict[str, Any], other: dict[str, Any]) -> None:
    stranger = registered()
    insert(player.id, **one)
    with pytest.raises(IntegrityError):
        insert(player.id, **other)
    insert(stranger.id, **other)
    assert list(Play.objects.order_by("id").values_list("player_id", flat=True)) == [player.id, stranger.id]


def test_plays_without_a_key_are_any_number(player: Player) -> None:
    for seq in (1, 2, 3):
        insert(player.id, seq=seq)
    assert Play.objects.count() == 3


@pytest.mark.parametrize("model", [Play, PlayerStatistics])
def test_a_row_of_nobody_is_refused(transactional_db: None, model: Any) -> None:
    members = {"seq": 1, "number": 1, "result": "lose", "played_at": timezone.now()} if model is Play else {}
    with pytest.raises(IntegrityError):
        model.objects.create(player_id=987_654, **members)
    assert model.objects.count() == 0


def test_a_player_without_a_row_of_statistics_gets_it_at_the_first_play(player: Player) -> None:
    PlayerStatistics.objects.all().delete()
    assert player.get("/api/game/statistics/").json["total_games"] == 0
    answer = player.play(842)
    assert (answer.status, answer.json["seq"]) == (200, 1)
    assert PlayerStatistics.objects.get(pk=player.id).wins == 1
    assert player.get("/api/game/statistics/").json["total_games"] == 1


def test_a_new_player_has_a_row_of_zeros(player: Player) -> None:
    row = PlayerStatistics.objects.get(pk=player.id)
    assert (row.seq, row.wins, row.total_prize, row.last_played) == (0, 0, 0, None)


def test_an_unknown_player_cannot_play(transactional_db: None, published: list[Any]) -> None:
    with pytest.raises(services.NoSuchPlayer):
        services.play(987_654, 842)
    assert (Play.objects.count(), PlayerStatistics.objects.count(), published) == (0, 0, [])


def test_a_player_who_was_deleted_in_between_is_signed_out(transactional_db: None, published: list[Any]) -> None:
    player = registered()
    assert player.get("/api/game/history/").status == 200  # the session is cached from here on
    get_user_model().objects.filter(pk=player.id).delete()
    answer = player.play(842)
    assert (answer.status, answer.codes) == (401, {("session_ended", None)})
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="numberplay"'
    assert (Play.objects.count(), [message["type"] for message in published]) == (0, ["session.ended"])

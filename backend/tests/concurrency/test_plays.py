"""Concurrent plays of one player are serialized, and players don't affect each other."""

from __future__ import annotations

import random
from functools import partial

import pytest

from game.models import Play
from tests.api import Answer, Player, registered
from tests.concurrency.model import expected_statistics
from tests.concurrency.parallel import in_parallel

pytestmark = pytest.mark.django_db(transaction=True)


def oldest_first(player: Player) -> list[dict[str, object]]:
    results: list[dict[str, object]] = player.get("/api/game/results/?page_size=100").json["results"]
    return results[::-1]


def test_forty_parallel_plays_are_numbered_without_a_gap_and_add_up() -> None:
    player = registered()
    numbers = [random.randint(1, 9999) for _ in range(40)]

    answers = in_parallel([partial(player.play, number) for number in numbers])

    assert [answer.status for answer in answers] == [200] * 40
    assert [answer.json["number"] for answer in answers] == numbers
    played = sorted((answer.json for answer in answers), key=lambda result: int(result["seq"]))
    assert [result["seq"] for result in played] == list(range(1, 41))
    assert oldest_first(player) == played
    assert player.get("/api/game/history/").json == played[:-4:-1]
    assert player.get("/api/game/statistics/").json == expected_statistics(played)


def test_two_players_in_parallel_do_not_disturb_each_other() -> None:
    one, other = registered(), registered()

    answers = in_parallel([partial(player.play, 842) for player in [one, other] * 12])

    for player, mine in ((one, answers[::2]), (other, answers[1::2])):
        assert sorted(answer.json["seq"] for answer in mine) == list(range(1, 13))
        assert player.get("/api/game/statistics/").json == expected_statistics(oldest_first(player))
        assert player.get("/api/game/statistics/").json["total_prize"] == 12 * 421


def test_twenty_parallel_posts_with_one_key_make_one_play_and_twenty_equal_answers() -> None:
    player = registered()

    answers = in_parallel([partial(player.play, 842, "the key")] * 20)

    assert [answer.status for answer in answers] == [200] * 20
    assert len({answer.raw for answer in answers}) == 1
    assert [answer.headers.get("Idempotent-Replayed") for answer in answers].count("true") == 19
    assert Play.objects.filter(player_id=player.id).count() == 1
    assert player.get("/api/game/statistics/").json == expected_statistics([answers[0].json])


def test_one_of_two_numbers_with_one_key_is_played_and_the_other_always_refused() -> None:
    player = registered()

    answers = in_parallel([partial(player.play, number, "the key") for number in [842, 843] * 8])

    won = [answer for answer in answers if answer.status == 200]
    lost = [answer for answer in answers if answer.status != 200]
    assert len({answer.raw for answer in won}) == 1
    assert len(won) == len(lost) == 8
    assert all((answer.status, answer.codes) == (422, {("idempotency_key_reused", None)}) for answer in lost)
    assert Play.objects.filter(player_id=player.id).count() == 1


@pytest.mark.parametrize("attempt", range(3))
def test_plays_that_race_the_deletion_of_their_player_are_made_or_refused_and_never_a_fault(attempt: int) -> None:
    player = registered()
    elsewhere = player.sign_in_again()
    delete = partial(elsewhere.delete, "/auth/api/user/", {"password": player.password})

    def plays() -> list[Answer]:
        return [player.play(842) for _ in range(8)]

    *played, deleted = in_parallel([plays, plays, plays, lambda: [delete()]])

    assert [answer.status for answer in deleted] == [204]
    statuses = [answer.status for answers in played for answer in answers]
    assert set(statuses) <= {200, 401}
    assert Play.objects.filter(player_id=player.id).count() == 0
    assert player.play(842).status == 401

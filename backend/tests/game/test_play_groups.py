"""The plays of a group are answered and stored as if each had been made alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, DataError, IntegrityError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sockets import publish
from game import rules, selectors, services, tasks
from game.models import Play, PlayerStatistics, Recorded
from game.services import KeyReused, NoSuchPlayer, NotPlayed, Played, requested
from game.storage import statement_texts, statements
from game.storage.plays import PlayRequest
from game.tally import Tally
from tests.api import Player, registered

pytestmark = pytest.mark.django_db(transaction=True)

Answer = tuple[Any, ...]


@pytest.fixture
def players() -> list[Player]:
    return [registered() for _ in range(3)]


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Makes the statements of groups fail at their end, but not those of single plays."""

    def arrange(error: Exception) -> None:
        record = statements.record

        def refused(cursor: Any, plays: Any, tallies: Any) -> Any:
            recorded = record(cursor, plays, tallies)
            if len(plays) > 1:
                raise error
            return recorded

        monkeypatch.setattr(statements, "record", refused)

    return arrange


def played(*plays: tuple[Any, ...]) -> list[Answer]:
    """Plays `(player, number, key)` in one group."""
    return [answer_of(one) for one in services.play_group([request(*play) for play in plays])]


def request(player: Player | int, number: int, key: str | None = None) -> PlayRequest:
    return requested(player if isinstance(player, int) else player.id, number, key=key)


def answer_of(played: Played | Exception) -> Answer:
    """The exception's type, or the number, the seq and whether it is a replay."""
    if isinstance(played, Played):
        return json.loads(played.result)["number"], played.seq, played.replayed
    return (type(played),)


def stored(player: Player) -> list[tuple[int, int]]:
    return list(Play.objects.filter(player_id=player.id).order_by("seq").values_list("number", "seq"))


def assert_sound() -> None:
    """A recount of every player finds the stored statistics, and no read is older than they are."""
    for row in PlayerStatistics.objects.all():
        before = selectors.tally_of(row.pk)
        tasks.reconcile(row.pk)
        assert selectors.tally_of(row.pk) == before
        assert selectors.game_of(row.pk).version == before.seq
        assert selectors.game_of(row.pk) == selectors.stored_game(row.pk)


def test_plays_of_several_players_are_stored_in_order_of_arrival(players: list[Player]) -> None:
    one, two, three = players
    one.play(2)
    two.play(841, key="before")
    answers = played(
        (one, 842),
        (two, 902),
        (one, 841),
        (three, 9998, "k"),
        (one, 302),
        (two, 841, "before"),
        (two, 2, "before"),
        (three, 9998, "k"),
        (three, 9999, "k"),
    )
    assert answers == [
        (842, 2, False),
        (902, 2, False),
        (841, 3, False),
        (9998, 1, False),
        (302, 4, False),
        (841, 1, True),
        (KeyReused,),
        (9998, 1, True),
        (KeyReused,),
    ]
    assert stored(one) == [(2, 1), (842, 2), (841, 3), (302, 4)]
    assert stored(two) == [(841, 1), (902, 2)]
    assert stored(three) == [(9998, 1)]
    assert one.get("/api/game/statistics/").json["total_prize"] == 511.8
    assert one.play(842).json["seq"] == 5
    assert_sound()


def test_the_plays_of_a_group_have_the_same_time(players: list[Player]) -> None:
    played(*[(player, 842) for player in players], (players[0], 7))
    times = set(Play.objects.values_list("played_at", flat=True))
    assert len(times) == 1
    newest = PlayerStatistics.objects.filter(seq__gt=0).values_list("last_played", flat=True)
    assert list(newest) == [*times] * 3


def test_the_answers_are_the_stored_rows_and_the_messages(
    players: list[Player], published: list[dict[str, Any]]
) -> None:
    played = services.play_group([request(player, 842, f"key {player.id}") for player in players])
    results = [one.result for one in played if isinstance(one, Played)]
    pages = [player.get("/api/game/results/").json["results"] for player in players]
    assert [[json.loads(result)] for result in results] == pages
    assert [(message["owner"], message["result"]) for message in published] == [
        (str(player.id), result) for player, result in zip(players, results, strict=True)
    ]
    repeated = services.play_group([request(player, 842, f"key {player.id}") for player in players])
    assert [one.result for one in repeated if isinstance(one, Played) and one.replayed] == results
    assert Play.objects.count() == 3


def test_each_message_has_the_request_id_of_its_play(players: list[Player], published: list[dict[str, Any]]) -> None:
    services.play_group([request(player, 842)._replace(request_id=f"id {player.id}") for player in players])
    assert [message["request_id"] for message in published] == [f"id {player.id}" for player in players]


def test_a_group_makes_as_many_statements_as_a_play_with_a_key(players: list[Player]) -> None:
    """MySQL needs one more statement for the ids, which its INSERT can't return."""
    group = [request(player, number, f"key {number}") for player in players for number in (1, 2, 3)]
    services.play_group([request(player, 842) for player in players])
    with CaptureQueriesContext(connection) as queries:
        services.play_group(group)
    sent = [query["sql"].split("; ") for query in queries]
    assert sent[-1] == ["COMMIT"]
    words = [statement.split(" ", 1)[0] for statements in sent for statement in statements]
    returned = connection.features.can_return_rows_from_bulk_insert
    ids = [] if returned else ["SELECT"]
    assert words == ["BEGIN", "SELECT", "SELECT", "INSERT", "INSERT", *ids, "COMMIT"]
    assert sum(statement.endswith(" RETURNING player_id, seq, id") for [*_, statement] in sent) == returned


@pytest.mark.parametrize("ahead", [None, 0, 1])
def test_a_group_whose_statistics_were_not_updated_stores_nothing(players: list[Player], ahead: int | None) -> None:
    """Galera may execute the INSERT alone, after another node has played for one of the players."""
    if ahead is not None:
        players[ahead].play(2)
    before = sorted(Play.objects.values_list("player_id", "number"))
    tallies, plays = {}, []
    for player in players:
        outcome, now = rules.judge(842), timezone.now()
        tallies[player.id] = Tally().add(outcome.prize, now)
        plays.append(Recorded(0, player.id, 1, outcome.number, outcome.result, outcome.prize, now, None))
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(*statement_texts.insert(connection, plays, tallies))
    assert sorted(Play.objects.values_list("player_id", "number")) == before


def test_a_play_whose_player_is_gone_has_no_statistics_or_is_in_another_group(players: list[Player]) -> None:
    one, two, three = players
    PlayerStatistics.objects.filter(pk=two.id).delete()
    assert played((987_654, 2), (one, 842), (two, 902), (three, 1)) == [
        (NotPlayed,),
        (842, 1, False),
        (NotPlayed,),
        (1, 1, False),
    ]
    assert answer_of(services.play(two.id, 902)) == (902, 1, False)
    with pytest.raises(NoSuchPlayer):
        services.play(987_654, 2)
    assert Play.objects.count() == 3
    assert_sound()


@pytest.mark.parametrize("code", [1047, 1180, 1205, 1213, 3101])
def test_a_group_that_is_certainly_rolled_back_stores_nothing_and_is_played_one_by_one(
    players: list[Player], published: list[Any], refuse: Callable[[Exception], None], code: int
) -> None:
    refuse(OperationalError(code, "refused"))
    played = services.play_group([request(player, 842, "k") for player in players])
    assert [answer_of(one) for one in played] == [(NotPlayed,)] * 3
    assert (Play.objects.count(), published) == (0, [])
    alone = [services.play_alone(one.request) for one in played if isinstance(one, NotPlayed)]
    assert [answer_of(one) for one in alone] == [(842, 1, False)] * 3
    assert_sound()


@pytest.mark.parametrize("error", [IntegrityError(1062, "Duplicate entry"), DataError(1406, "Data too long")])
def test_a_value_that_the_database_refuses_affects_no_other_play(
    players: list[Player], refuse: Callable[[Exception], None], error: DatabaseError
) -> None:
    refuse(error)
    assert played(*((player, 842) for player in players)) == [(NotPlayed,)] * 3
    assert Play.objects.count() == 0


@pytest.mark.parametrize("code", [2006, 2013, 3100, 1053, 1290, 1317, 1836, 1969, 3024])
def test_a_group_whose_outcome_is_unknown_is_not_repeated(
    players: list[Player], published: list[Any], refuse: Callable[[Exception], None], code: int
) -> None:
    refuse(OperationalError(code, "who knows"))
    assert played(*((player, 842) for player in players)) == [(OperationalError,)] * 3
    assert (Play.objects.count(), published) == (0, [])


def test_a_group_that_took_too_long_is_not_repeated(
    players: list[Player], refuse: Callable[[Exception], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "REPEAT_SECONDS", 0)
    refuse(OperationalError(1205, "refused"))
    assert played(*((player, 842) for player in players)) == [(OperationalError,)] * 3
    assert Play.objects.count() == 0


def test_a_commit_with_an_unknown_outcome_is_found_by_each_key(
    players: list[Player], published: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        exit_atomic = transaction.Atomic.__exit__

        def commit(self: Any, *args: Any) -> Any:
            exit_atomic(self, *args)
            raise OperationalError(2013, "Lost connection to server during query")

        broken.setattr(transaction.Atomic, "__exit__", commit)
        assert played(*((player, 842, "k") for player in players)) == [(OperationalError,)] * 3
    assert published == []
    assert played(*((player, 842, "k") for player in players)) == [(842, 1, True)] * 3
    assert Play.objects.count() == len(published) == 3
    assert_sound()


def test_a_group_that_could_not_be_published_is_stored(players: list[Player], monkeypatch: pytest.MonkeyPatch) -> None:
    for player in players:
        player.get("/api/game/statistics/")
    with monkeypatch.context() as broken:
        for layer in ("get_channel_layer", "redis_layer"):
            broken.setattr(publish, layer, lambda: 1 / 0)
        assert played(*((player, 842) for player in players)) == [(842, 1, False)] * 3
    assert [player.get("/api/game/statistics/").json["total_games"] for player in players] == [1, 1, 1]


PLAYS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from([2, 301, 302, 842, 9998]), st.sampled_from([None, None, "a", "b"])),
    max_size=10,
)
SIZES = st.lists(st.integers(1, 6), min_size=10, max_size=10)


@settings(max_examples=25)
@given(plays=PLAYS, sizes=SIZES)
def test_any_grouping_answers_and_stores_the_same_as_one_by_one(
    plays: list[tuple[int, int, str | None]], sizes: list[int]
) -> None:
    alone, grouped = ([registered() for _ in range(3)] for _ in range(2))
    expected = [_alone(request(alone[at], number, key)) for at, number, key in plays]
    requests = [request(grouped[at], number, key) for at, number, key in plays]
    answers: list[Answer] = []
    for size in sizes:
        group, requests = requests[:size], requests[size:]
        answers += [answer_of(one) for one in services.play_group(group)]
    assert answers == expected
    for one, other in zip(alone, grouped, strict=True):
        assert stored(one) == stored(other)
        before, after = (one.get("/api/game/statistics/").json, other.get("/api/game/statistics/").json)
        assert {**before, "last_played": None} == {**after, "last_played": None}
    assert_sound()


def _alone(one: PlayRequest) -> Answer:
    try:
        return answer_of(services.play_alone(one))
    except KeyReused:
        return (KeyReused,)

"""The plays that a group leaves to Django's view, which never executes a play a second time."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError

from config.processes import play_groups
from config.processes.play_requests import PlainPlay, Variant
from config.processes.play_responses import ResponseHeads
from core.middleware import arrival
from game import services
from game.models import Play
from game.services import NotPlayed
from tests.api import Answer, Player

pytestmark = pytest.mark.django_db(transaction=True)

VARIANT = Variant(None, None)
LOST = OperationalError(2013, "Lost connection during query")


@pytest.fixture
def heads() -> ResponseHeads:
    found = ResponseHeads()
    found._learn(VARIANT, [("X-Request-ID", "any"), ("Content-Length", "2"), ("Vary", "100%")])
    return found


def executed(player: Player, heads: ResponseHeads, *, key: str | None = None) -> PlainPlay:
    play = PlainPlay(None, b"", player.access or "", 842, key, "the-same", VARIANT)
    play_groups.execute([play], heads)
    return play


def by_view(player: Player, play: PlainPlay) -> Answer:
    with arrival.executed(play.admission, play.outcome):
        return player.play(842, key=play.key)


@pytest.mark.parametrize("raises", [True, False])
def test_a_play_with_an_unknown_outcome_is_a_503_and_not_executed_again(
    player: Player, heads: ResponseHeads, monkeypatch: pytest.MonkeyPatch, raises: bool
) -> None:
    def fails(requests: Any) -> list[Exception]:
        if raises:
            raise LOST
        return [LOST]

    monkeypatch.setattr(services, "play_all", fails)
    play = executed(player, heads)

    answer = by_view(player, play)

    assert (play.response, play.outcome) == (None, LOST)
    assert (answer.status, answer.codes) == (503, {("service_unavailable", None)})
    assert answer.headers["Retry-After"] == "1"
    assert Play.objects.count() == 0


def test_a_stored_play_whose_response_fails_is_not_executed_again(
    player: Player, heads: ResponseHeads, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> bytes:
        raise RuntimeError

    monkeypatch.setattr(heads, "response", fails)
    play = PlainPlay(None, b"", player.access or "", 842, None, "the-same", VARIANT)
    with pytest.raises(RuntimeError):
        play_groups.execute([play], heads)

    answer = by_view(player, play)

    assert (answer.status, answer.json["seq"]) == (200, 1)
    assert Play.objects.count() == 1


def test_a_play_that_the_group_left_out_is_executed_by_the_view_within_its_admission(
    player: Player, heads: ResponseHeads, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(services, "play_all", lambda requests: [NotPlayed(one) for one in requests])
    play = executed(player, heads)

    monkeypatch.setattr("accounts.sessions.revocation.admit", None)  # not called again
    answer = by_view(player, play)

    assert (play.response, play.outcome) == (None, None)
    assert (answer.status, answer.json["seq"]) == (200, 1)


def test_a_new_play_has_the_fields_that_were_learned(player: Player, heads: ResponseHeads) -> None:
    response = executed(player, heads).response or b""
    head, _, body = response.partition(b"\r\n\r\n")
    assert head.split(b"\r\n")[4:] == [b"X-Request-ID: the-same", b"Content-Length: %d" % len(body), b"Vary: 100%"]
    assert player.get("/api/game/results/").json["results"][0]["number"] == 842


@pytest.mark.parametrize(
    ("variant", "more"),
    [
        (Variant("https://elsewhere.example", None), []),
        (Variant(None, "gopher"), []),
        (VARIANT, [("Idempotent-Replayed", "true")]),
    ],
)
def test_other_responses_are_not_learned(variant: Variant, more: list[tuple[str, str]]) -> None:
    heads = ResponseHeads()
    heads._learn(variant, [("Vary", "origin"), *more])
    assert variant not in heads


def test_the_state_of_one_request_does_not_reach_the_next(player: Player, heads: ResponseHeads) -> None:
    play = executed(player, heads, key="k")
    assert by_view(player, play).json["seq"] == 1
    assert (arrival.current.admission, arrival.current.outcome) == (None, None)
    assert player.play(842).json["seq"] == 2

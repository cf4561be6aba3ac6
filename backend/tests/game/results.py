"""The fields of a result: the one place in the tests that lists them."""

from __future__ import annotations

from game.models import Play

FIELDS = ["id", "seq", "number", "result", "prize", "played_at"]  # in this order, everywhere


def response_of(play: Play, *, prize: str) -> str:
    """The response to the play, as sent."""
    time = play.played_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return (
        f'{{"id":{play.pk},"seq":{play.seq},"number":{play.number},"result":"{play.result}",'
        f'"prize":{prize},"played_at":"{time}"}}'
    )

"""Who is told of a play, and how: the cached feed and the player's sockets.

Called after the commit. Telling may fail; the play stands, and the sockets find it in the database.
"""

from __future__ import annotations

import time
from functools import lru_cache

from core import broadcast, feeds
from core.renderers import dumps
from core.requests import request_id
from game import metrics, rules
from game.models import Recorded
from game.serializers import result_of, statistics_of
from game.tally import Tally

RECENT = 3

_plays = lru_cache(metrics.PLAYS.labels)


def feed_name(player_id: int) -> str:
    return f"game:{player_id}"


def play_recorded(play: Recorded, tally: Tally) -> bytes:
    """Gives the result as JSON: the same bytes for the answer, the cache and the frames."""
    result = dumps(result_of(play))
    percent = rules.band_of(play.number).percent if play.result == rules.WIN else 0
    _plays(play.result, str(percent)).inc()
    broadcast.publish(
        str(play.player_id),
        {
            "type": "play.recorded",
            "seq": play.seq,
            "result": result,
            "key_digest": play.key_digest,
            "request_id": request_id(),
            "told_at": time.time(),
        },
        feed=feeds.Append(
            name=feed_name(play.player_id),
            version=play.seq,
            head=dumps(statistics_of(tally)),
            line=result,
            keep=RECENT,
        ),
    )
    return result

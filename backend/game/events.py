"""Publishes a play after its commit: to the cached summary and to the player's sockets.

Publishing may fail. The play is stored anyway, and the sockets find it in the database.
"""

from __future__ import annotations

import time
from functools import lru_cache

from core.api.renderers import dumps
from core.middleware.request_log import request_id
from core.redis import summary_cache
from core.redis.summary_cache import Append
from core.sockets import publish
from game import metrics, rules
from game.models import Play, Recorded
from game.representations import result_of, statistics_of
from game.storage.summaries import RECENT, summary_name
from game.tally import Tally

_plays = lru_cache(metrics.PLAYS.labels)


def play_recorded(play: Recorded, tally: Tally, *, asked: int | None) -> bytes:
    """Returns the result as JSON, which is also what the cache stores and the frames contain.

    `asked` is the `Admission.asked` of the play.
    """
    result = dumps(result_of(play))
    _plays(play.result, str(rules.percent_of(play.number))).inc()
    _publish(play, result, head=dumps(statistics_of(tally)), asked=asked)
    return result


def play_repeated(play: Play) -> bytes:
    """Publishes a stored play again, because the process that stored it may have failed right after the commit.

    A cache without this play drops its entry, and sockets that have already sent it ignore it.
    """
    result = dumps(result_of(play))
    _publish(play, result, head=b"", asked=None)
    return result


def results_found(player_id: int, newest: int) -> None:
    """Call it before results that were read from the database are sent.

    A result is visible as soon as it is committed, but the process that stored it may be slow to publish it. Its frame
    acknowledges the play, so no read after the frame may show the state before it.
    """
    summary_cache.outdate(summary_name(player_id), newest)


def _publish(play: Play | Recorded, result: bytes, *, head: bytes, asked: int | None) -> None:
    message = {
        "type": "play.recorded",
        "seq": play.seq,
        "result": result,
        "key_digest": play.key_digest,
        "request_id": request_id(),
        "told_at": time.time(),  # processes of the version before read it by this name
    }
    name = summary_name(play.player_id)
    summary = Append(name=name, version=play.seq, head=head, line=result, keep=RECENT, asked=asked)
    publish.to_owner(str(play.player_id), message, summary=summary)

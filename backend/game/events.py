"""Publishes a play after its commit: to the cached summary and to the player's sockets.

Publishing may fail. The play is stored anyway, and the sockets find it in the database.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import lru_cache

from core.api.renderers import dumps
from core.redis import summary_cache
from core.redis.summary_cache import Append
from core.sockets import publish
from core.sockets.publish import Hint
from core.tracing import spans
from game import metrics, rules
from game.representations import result_of, statistics_of
from game.storage.plays import Stored
from game.storage.summaries import RECENT, summary_name

_plays = lru_cache(metrics.PLAYS.labels)


def plays_stored(stored: Sequence[Stored]) -> list[bytes]:
    """Returns the results as JSON, which is also what the cache stores and the frames contain.

    A play that was already stored is published again, because the process that stored it may have failed right after
    the commit. If the cached summary lacks the play, it is dropped; sockets that have already sent the play ignore it.
    """
    results = [dumps(result_of(one.play)) for one in stored]
    with spans.publication():
        publish.to_owners([_hint(one, result) for one, result in zip(stored, results, strict=True)])
    for one in stored:
        if one.tally is None:
            metrics.REPLAYS.inc()
        else:
            _plays(one.play.result, str(rules.percent_of(one.play.number))).inc()
    return results


def results_found(player_id: int, newest: int) -> None:
    """Call it before sending results that were read from the database.

    A result is visible as soon as it is committed, but the process that stored it may be slow to publish it. The frame
    acknowledges the play, so no later read may show the state before the play.
    """
    summary_cache.outdate(summary_name(player_id), newest)


def _hint(stored: Stored, result: bytes) -> Hint:
    play, request, tally = stored.play, stored.request, stored.tally
    message = {
        "type": "play.recorded",
        "seq": play.seq,
        "result": result,
        "key_digest": play.key_digest,
        "request_id": request.request_id,
        "told_at": time.time(),  # the name that processes of the previous version read
    }
    if traceparent := spans.traceparent(request.span):
        message["traceparent"] = traceparent
    head, asked = (b"", None) if tally is None else (dumps(statistics_of(tally)), request.asked)
    name = summary_name(play.player_id)
    summary = Append(name=name, version=play.seq, head=head, line=result, keep=RECENT, asked=asked)
    return Hint(str(play.player_id), message, summary)

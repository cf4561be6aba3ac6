"""Groups plays that arrive together on the sockets of a process, so that they share round trips (decision 0081).

A play that arrives alone is executed immediately. Plays that arrive while a group is being executed form the next one.
"""

from __future__ import annotations

import contextvars
from collections.abc import Sequence

from core import threads
from core.sockets.batcher import Batcher
from core.sockets.principal import Principal
from core.tracing import spans
from game import services
from game.live.refusals import Throttled
from game.services import Played
from game.storage.plays import PlayRequest

SLOW_SECONDS = 0.02  # a group that takes longer (because of a locked row, for example) doesn't hold up the next one


class _Waiting:
    """A play and, once it is known, its answer."""

    def __init__(self, principal: Principal, request: PlayRequest) -> None:
        self.principal = principal
        self.request = request
        self.context = contextvars.copy_context()
        self.is_abandoned = False
        self.answer: Played | Exception = threads.Busy("abandoned")


async def play(principal: Principal, request: PlayRequest) -> Played:
    """In addition to the errors of `services.play`, raises Throttled and SessionEnded."""
    one = _Waiting(principal, request)
    try:
        return await _batcher.lead_or_join(one)
    except services.NotPlayed as not_played:
        return await threads.database.run(services.play_alone, not_played.request)
    finally:
        one.is_abandoned = True


async def _run(group: list[_Waiting]) -> Sequence[Played | Exception]:
    return await threads.database.run(_admit_and_play, group)


_batcher = Batcher[_Waiting, Played](_run, size=services.MAX_GROUP_SIZE, slow_after=SLOW_SECONDS)


def _admit_and_play(group: list[_Waiting]) -> list[Played | Exception]:
    """Runs on a thread."""
    with spans.of_members("play group", (one.request.span for one in group)):
        return _answers(group)


def _answers(group: list[_Waiting]) -> list[Played | Exception]:
    admitted = _admitted([one for one in group if not one.is_abandoned])
    requests = [one.request for one in admitted]
    answers = (
        admitted[0].context.run(services.play_all, requests) if len(admitted) == 1 else services.play_all(requests)
    )
    for one, answer in zip(admitted, answers, strict=True):
        one.answer = answer
    return [one.answer for one in group]


def _admitted(group: list[_Waiting]) -> list[_Waiting]:
    """Returns the plays that aren't refused."""
    if not group:
        return []
    admissions = group[0].principal.admit_all([one.principal for one in group], "play")
    admitted = []
    for one, admission in zip(group, admissions, strict=True):
        if isinstance(admission, Exception):
            one.answer = admission
        elif admission.retry_after is not None:
            one.answer = Throttled("plays", admission.retry_after)
        else:
            one.request = one.request._replace(asked=admission.asked)
            admitted.append(one)
    return admitted

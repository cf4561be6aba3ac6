"""The results after a given seq, oldest first, for clients that poll."""

from __future__ import annotations

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from game import selectors
from game.api.pagination import NewestFirst
from game.positions import INVALID_SINCE, seq_of

SINCE = "since"
PAGE_PARAMETERS = ("cursor", "result")


def results_since(request: Request, player_id: int) -> bytes:
    """Returns the response body as JSON. Raises ValidationError."""
    since = _since(request)
    size = NewestFirst().get_page_size(request)
    newest, results = selectors.results_since(player_id, since, size)
    return b'{"results":[%b],"seq":%d}' % (b",".join(results), newest)


def invalid_since() -> ValidationError:
    return ValidationError({SINCE: INVALID_SINCE}, "invalid")


def _since(request: Request) -> int:
    others = [name for name in PAGE_PARAMETERS if name in request.query_params]
    if others:
        raise ValidationError({SINCE: f"since can't be combined with {others[0]}."}, "invalid")
    since = seq_of(request.query_params[SINCE])
    if since is None:
        raise invalid_since()
    return since

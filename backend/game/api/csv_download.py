"""Streams all results of a player as CSV."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse

from core.api.streaming import ROWS, download
from game import csv_text, selectors
from game.representations import EXAMPLE, result_of


def csv_response(request: HttpRequest, player_id: int) -> StreamingHttpResponse:
    """Raises Throttled."""
    return download(request, player_id, csv_chunks(player_id), csv_text.FILE, csv_text.CONTENT_TYPE)


def csv_chunks(player_id: int) -> Iterator[str]:
    """Starts with the header."""
    yield csv_text.head()
    for results in selectors.results_newest_first(player_id, chunk=ROWS):
        yield csv_text.lines(results)


def csv_example() -> str:
    """For the OpenAPI document."""
    return csv_text.head() + csv_text.lines([result_of(EXAMPLE)])

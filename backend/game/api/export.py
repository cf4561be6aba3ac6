"""All results of a player as CSV, sent while it is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse

from core.api.streaming import ROWS, download
from game import selectors
from game.api.serializers import ResultSerializer
from game.representations import time_text

COLUMNS = tuple(ResultSerializer().fields)


def csv_response(request: HttpRequest, player_id: int) -> StreamingHttpResponse:
    """Raises Throttled."""
    return download(request, player_id, csv_chunks(player_id), "numberplay-results.csv", "text/csv; charset=utf-8")


def csv_chunks(player_id: int) -> Iterator[str]:
    """The header first; a lost game has an empty prize."""
    yield _lines([COLUMNS])
    for rows in selectors.plays_newest_first(player_id, *COLUMNS, chunk=ROWS):
        yield _lines(map(_texts, rows))


def _texts(row: tuple[Any, ...]) -> tuple[Any, ...]:
    *others, prize, played_at = row
    return (*others, "" if prize is None else format(prize.normalize(), "f"), time_text(played_at))


def _lines(rows: Iterable[tuple[Any, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()

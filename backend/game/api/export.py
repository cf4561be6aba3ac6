"""Streams all results of a player as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse

from core.api.streaming import ROWS, download
from game import selectors
from game.representations import EXAMPLE, ResultSerializer, result_of

COLUMNS = tuple(ResultSerializer().fields)


def csv_response(request: HttpRequest, player_id: int) -> StreamingHttpResponse:
    """Raises Throttled."""
    return download(request, player_id, csv_chunks(player_id), "numberplay-results.csv", "text/csv; charset=utf-8")


def csv_chunks(player_id: int) -> Iterator[str]:
    """Starts with the header. The prize of a lost game is empty."""
    yield _lines([COLUMNS])
    for results in selectors.results_newest_first(player_id, chunk=ROWS):
        yield _lines(_row(result) for result in results)


def csv_example() -> str:
    """For the OpenAPI document."""
    return _lines([COLUMNS, _row(result_of(EXAMPLE))])


def _row(result: dict[str, Any]) -> list[object]:
    return [_text(result[column]) for column in COLUMNS]


def _text(value: object) -> object:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value


def _lines(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()

"""All results of a player as CSV, sent while it is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse

from core.downloads import download
from game import selectors
from game.serializers import result_of

COLUMNS = ("id", "seq", "number", "result", "prize", "played_at")
CHUNK = 1000


def csv_response(request: HttpRequest, player_id: int) -> StreamingHttpResponse:
    return download(request, csv_chunks(player_id), "numberplay-results.csv", "text/csv; charset=utf-8")


def csv_chunks(player_id: int) -> Iterator[str]:
    """The header first; a lost game has an empty prize."""
    yield _lines([dict(zip(COLUMNS, COLUMNS, strict=True))])
    for plays in selectors.plays_newest_first(player_id, chunk=CHUNK):
        yield _lines([result_of(play) for play in plays])


def _lines(rows: list[dict[str, object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        prize = row["prize"]
        if prize is not None and not isinstance(prize, str):
            row["prize"] = format(prize.normalize(), "f")  # type: ignore[attr-defined]
        writer.writerow([row[column] for column in COLUMNS])
    return text.getvalue()

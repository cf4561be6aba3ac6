"""All results of a player as CSV, sent while it is read."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.http import HttpRequest, StreamingHttpResponse

from game import selectors
from game.serializers import result_of

COLUMNS = ("id", "seq", "number", "result", "prize", "played_at")
CHUNK = 1000


def csv_response(request: HttpRequest, player_id: int) -> StreamingHttpResponse:
    chunks = csv_chunks(player_id)
    # An ASGI server would read a synchronous iterator to its end before it sends a byte.
    body = _from_thread(chunks) if hasattr(request, "scope") else chunks
    response = StreamingHttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="numberplay-results.csv"'
    return response


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


async def _from_thread(chunks: Iterator[str]) -> AsyncIterator[str]:
    while (chunk := await sync_to_async(lambda: next(chunks, None))()) is not None:
        yield chunk

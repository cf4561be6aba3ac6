"""Files that are sent while they are made, so that none of them has to fit into memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.http import HttpRequest, StreamingHttpResponse

from core.mysql.time_budget import renew_budget


def download(request: HttpRequest, chunks: Iterator[str], name: str, content_type: str) -> StreamingHttpResponse:
    # An ASGI server would read a synchronous iterator to its end before it sends a byte.
    timed = _with_time_for_each(chunks)
    body = _from_thread(timed) if hasattr(request, "scope") else timed
    response = StreamingHttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _with_time_for_each(chunks: Iterator[str]) -> Iterator[str]:
    """A download takes as long as it is large; each chunk has the time of a request in the database."""
    renew_budget()
    for chunk in chunks:
        yield chunk
        renew_budget()


async def _from_thread(chunks: Iterator[str]) -> AsyncIterator[str]:
    while (chunk := await sync_to_async(lambda: next(chunks, None))()) is not None:
        yield chunk

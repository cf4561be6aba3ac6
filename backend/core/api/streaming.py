"""Files that are sent while they are made, so that none of them has to fit into memory.

A process makes one chunk at a time, whatever the number of downloads, and the connections to clients wait elsewhere: in
a pool of their own under gunicorn (`config.processes.download_worker`), in the event loop under Daphne. Decision 0066.
"""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator

from django.http import HttpRequest, StreamingHttpResponse

from core import threads
from core.api.download_slots import DownloadSlot
from core.db.mysql.time_budget import renew_budget

ROWS = 200  # of a chunk: about 2 ms of computing

_making_a_chunk = threading.Lock()


def download(
    request: HttpRequest, owner: object, chunks: Iterator[str], name: str, content_type: str
) -> StreamingHttpResponse:
    """Raises Throttled where the owner has as many downloads as one may have at once."""
    body = _Download(iter(()) if request.method == "HEAD" else chunks, DownloadSlot(owner))
    # An ASGI server would read a synchronous iterator to its end before it sends a byte.
    is_asgi = hasattr(request, "scope")
    response = StreamingHttpResponse(_FromThread(body) if is_asgi else body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class _Download(Iterator[str]):
    """Django closes it with the response, however that ends."""

    def __init__(self, chunks: Iterator[str], slot: DownloadSlot) -> None:
        self._chunks, self._slot = chunks, slot

    def __next__(self) -> str:
        self._slot.renew()
        with _making_a_chunk:
            renew_budget()  # a download takes as long as it is large; each chunk has the time of a request
            return next(self._chunks)

    def close(self) -> None:
        self._slot.release()


class _FromThread(AsyncIterator[str]):
    def __init__(self, chunks: _Download) -> None:
        self._chunks = chunks
        self.close = chunks.close

    async def __anext__(self) -> str:
        chunk = await threads.downloads.run(next, self._chunks, None)
        if chunk is None:
            raise StopAsyncIteration
        return chunk

"""Downloads that are generated while they are sent, so that they don't have to fit into memory.

A process generates only one chunk at a time for all its downloads. It waits for clients elsewhere: in a separate thread
pool under gunicorn (`config.processes.download_worker`), and in the event loop under Daphne. Decision 0066.
"""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator, Iterator

from django.http import HttpRequest, StreamingHttpResponse

from core import threads
from core.api.download_slots import DownloadSlot
from core.db.mysql.time_budget import renew_budget

ROWS = 200  # per chunk: about 2 ms of CPU time

_chunk_lock = threading.Lock()


def download(
    request: HttpRequest, owner: object, chunks: Iterator[str], name: str, content_type: str
) -> StreamingHttpResponse:
    """Raises Throttled if the owner has the maximum number of downloads."""
    body = _Download(iter(()) if request.method == "HEAD" else chunks, DownloadSlot(owner))
    # Under ASGI, Django would consume a synchronous iterator completely before it sends the first byte.
    is_asgi = hasattr(request, "scope")
    response = StreamingHttpResponse(_FromThread(body) if is_asgi else body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class _Download(Iterator[str]):
    """An iterator that Django closes when the response ends, for whatever reason."""

    def __init__(self, chunks: Iterator[str], slot: DownloadSlot) -> None:
        self._chunks, self._slot = chunks, slot

    def __next__(self) -> str:
        self._slot.renew()
        with _chunk_lock:
            began = time.perf_counter()
            renew_budget()  # each chunk gets a new time budget
            chunk = next(self._chunks)
            time.sleep(time.perf_counter() - began)  # downloads take at most half of the process's time
            return chunk

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

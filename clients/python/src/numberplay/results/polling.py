"""Reads missing results over HTTP: the last resort of a subscription, and how it catches up after a resync."""

from __future__ import annotations

from typing import Any

from numberplay.api import Api
from numberplay.errors import ConnectionLostError
from numberplay.models import Result, whole
from numberplay.results.inbox import Inbox

PATH = "/api/game/results/"
PAGE_SIZE = 100


async def read_missing(api: Api, inbox: Inbox) -> None:
    """Reads until nothing is missing. Raises `ApiError`, `ConnectionLostError` or `SignedOutError`."""
    while True:
        since = inbox.position
        newest, results = _page_of(await _page(api, since, PAGE_SIZE))
        for result in results:
            inbox.accept(result)
        if newest < since:
            inbox.move_back(newest)
        await inbox.publish()
        if inbox.position >= newest or not results:
            return


async def newest_seq(api: Api) -> int:
    return _page_of(await _page(api, 0, 1))[0]


async def _page(api: Api, since: int, size: int) -> Any:
    return await api.call("GET", PATH, params={"since": since, "page_size": size})


def _page_of(body: Any) -> tuple[int, list[Result]]:
    try:
        return whole(body["seq"]), [Result.from_json(fields) for fields in body["results"]]
    except (ValueError, TypeError, KeyError) as error:
        raise ConnectionLostError("The response isn't a page of results.") from error

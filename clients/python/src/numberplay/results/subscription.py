"""The results of a player, as an asynchronous iterator."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Never, Self

from numberplay.api import Api
from numberplay.backoff import backoff
from numberplay.errors import ApiError, ConnectionLostError, SignedOutError
from numberplay.models import Result
from numberplay.results.expected import Expected
from numberplay.results.fallback import Fallback
from numberplay.results.inbox import Inbox
from numberplay.results.polling import newest_seq
from numberplay.results.sockets import Sockets
from numberplay.results.state import State, Status
from numberplay.results.tasks import first_error


class Subscription:
    """Connects when the first result is requested. `SignedOutError` ends the iteration; `aclose` disconnects."""

    def __init__(
        self,
        api: Api,
        since: int | None,
        on_state: Callable[[State], None],
        on_resync: Callable[[int], None],
        on_close: Callable[[Subscription], None],
    ) -> None:
        self._api = api
        self._since = since
        self._inbox = Inbox(since or 0, on_resync)
        self._status = Status(on_state)
        self._expected = Expected(api, self._inbox, self._status)
        self._on_close = on_close
        self._task: asyncio.Task[None] | None = None

    @property
    def state(self) -> State:
        return self._status.state

    @property
    def position(self) -> int:
        """The seq up to which everything has arrived."""
        return self._inbox.position

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Result:
        if self._task is None:
            self._status.start()
            self._task = asyncio.create_task(self._run())
        return await self._inbox.next()

    def played(self, seq: int) -> None:
        """Call this when the server has confirmed a play, so its result has to arrive soon."""
        if self._task is not None:
            self._expected.add(seq)

    async def aclose(self) -> None:
        """Ends a waiting iteration."""
        self._on_close(self)
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        await self._inbox.end(StopAsyncIteration())

    async def _run(self) -> None:
        try:
            await self._follow()
        except SignedOutError as error:
            self._status.signed_out()
            await self._inbox.end(error)
        except Exception as error:
            await self._inbox.end(error)

    async def _follow(self) -> Never:
        if self._since is None:
            await self._find_position()
        await first_error(
            Sockets(self._api, self._inbox, self._status).run(),
            Fallback(self._api, self._inbox, self._status).run(),
            self._expected.run(),
        )

    async def _find_position(self) -> None:
        failures = 0
        while True:
            try:
                self._inbox.position = await newest_seq(self._api)
            except (ApiError, ConnectionLostError):
                failures += 1
                self._status.http(works=False)
                await self._api.http.clock.sleep(backoff(failures))
            else:
                self._status.http(works=None)
                return

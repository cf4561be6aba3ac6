"""The client for programs without asyncio."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, Self, TypeVar

from numberplay.client import PLAY_SECONDS, AsyncClient
from numberplay.models import Result, Tokens

T = TypeVar("T")


class Client:
    """Runs an `AsyncClient` in a thread of its own. The methods are documented there."""

    def __init__(
        self,
        url: str,
        *,
        tokens: Tokens | None = None,
        on_tokens: Callable[[Tokens | None], None] = lambda _: None,
    ) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="numberplay", daemon=True)
        self._thread.start()
        self._client = AsyncClient(url, tokens=tokens, on_tokens=on_tokens)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._loop.is_closed():
            return
        self._run(self._client.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def tokens(self) -> Tokens | None:
        return self._client.tokens

    def register(self, username: str, email: str, password: str) -> dict[str, Any]:
        return self._run(self._client.register(username, email, password))

    def sign_in(self, email: str, password: str, code: str | None = None) -> dict[str, Any]:
        return self._run(self._client.sign_in(email, password, code))

    def sign_out(self) -> None:
        self._run(self._client.sign_out())

    def play(self, number: int, *, key: str | None = None, within: float = PLAY_SECONDS) -> Result:
        return self._run(self._client.play(number, key=key, within=within))

    def history(self) -> list[Result]:
        return self._run(self._client.history())

    def statistics(self) -> dict[str, Any]:
        return self._run(self._client.statistics())

    def subscribe(
        self, since: int | None = None, *, on_resync: Callable[[int], None] = lambda _: None
    ) -> Iterator[Result]:
        """Blocks until the next result. `on_resync` is called in the client's thread."""
        subscription = self._client.subscribe(since, on_resync=on_resync)
        try:
            while True:
                yield self._run(anext(subscription))
        except StopAsyncIteration:
            return  # the client was closed by another thread
        finally:
            if not self._loop.is_closed():
                self._run(subscription.aclose())

    def _run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

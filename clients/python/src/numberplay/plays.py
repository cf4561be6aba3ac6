"""One play, repeated with the same idempotency key until its result is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numberplay.api import Api
from numberplay.backoff import backoff
from numberplay.errors import ApiError, ConnectionLostError
from numberplay.models import Result

REPEATED = {408, 429, 502, 503, 504}


async def play(api: Api, number: int, key: str, within: float) -> Result:
    """Raises the last error if the result isn't known after `within` seconds."""
    clock = api.http.clock
    deadline = clock.now() + within
    failures = 0
    while True:
        try:
            return _result_of(await _post(api, number, key))
        except (ApiError, ConnectionLostError) as error:
            failures += 1
            delay = delay_before_repeat(error, failures)
            if delay is None or clock.now() + delay > deadline:
                raise
        await clock.sleep(delay)


async def _post(api: Api, number: int, key: str) -> Any:
    return await api.call("POST", "/api/game/play/", body={"number": number}, headers={"Idempotency-Key": key})


def delay_before_repeat(error: ApiError | ConnectionLostError, failures: int) -> float | None:
    """In seconds; None if a repeat can't help."""
    delay = backoff(failures)
    if isinstance(error, ConnectionLostError):
        return delay
    if error.status not in REPEATED:
        return None
    return delay + (error.retry_after or 0)


def _result_of(body: Mapping[str, Any]) -> Result:
    try:
        return Result.from_json(body)
    except ValueError as error:
        raise ConnectionLostError("The response isn't a result.") from error

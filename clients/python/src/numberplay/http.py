"""Sends one request, with a deadline. Every kind of lost response raises the same error."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import httpx

from numberplay.clock import Clock
from numberplay.errors import ApiError, ConnectionLostError, ErrorItem

RESPONSE_SECONDS = 15.0


class Http:
    """`client` has no timeouts of its own, because `clock` measures them."""

    def __init__(self, url: str, clock: Clock) -> None:
        self.clock = clock
        self.client = httpx.AsyncClient(base_url=url, timeout=None)  # noqa: S113  see above

    async def send(
        self,
        method: str,
        path: str,
        *,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, int] | None = None,
    ) -> Any:
        """The body of a successful response; None if it is empty. Raises `ApiError` or `ConnectionLostError`."""
        try:
            async with self.clock.timeout(RESPONSE_SECONDS):
                response = await self.client.request(method, path, json=body, headers=headers, params=params)
        except (httpx.TransportError, TimeoutError) as error:
            raise ConnectionLostError("The server didn't respond.") from error
        if not response.is_success:
            raise api_error(response.status_code, response.headers, response.content)
        return _body_of(response)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def read_json(text: str | bytes) -> Any:
    """Parses decimals exactly. Raises `ValueError`."""
    return json.loads(text, parse_float=Decimal)


def api_error(status: int, headers: Mapping[str, str], content: bytes = b"") -> ApiError:
    return ApiError(status, _items_of(content), retry_after_of(headers))


def retry_after_of(headers: Mapping[str, str]) -> float | None:
    text = headers.get("Retry-After", "")
    return float(text) if text.isdecimal() else None


def _body_of(response: httpx.Response) -> Any:
    """A successful status with a body that isn't JSON comes from an intermediary, not from the server."""
    if not response.content:
        return None
    try:
        return read_json(response.content)
    except ValueError as error:
        raise ConnectionLostError("The response isn't readable.") from error


def _items_of(content: bytes) -> list[ErrorItem]:
    try:
        entries = read_json(content)["errors"]
        return [ErrorItem(str(entry["code"]), str(entry["detail"]), entry.get("attr")) for entry in entries]
    except (ValueError, TypeError, KeyError, AttributeError):
        return []

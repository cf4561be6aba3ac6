"""Requests of the signed-in player."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numberplay.errors import ApiError, SignedOutError
from numberplay.http import Http, bearer
from numberplay.session import Session


class Api:
    def __init__(self, http: Http, session: Session) -> None:
        self.http = http
        self.session = session

    async def call(
        self,
        method: str,
        path: str,
        *,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, int] | None = None,
    ) -> Any:
        """Like `Http.send`. Renews a token that the server refuses once, and repeats the request."""
        token = await self.session.token()
        for is_last in (False, True):
            try:
                sent = {**(headers or {}), **bearer(token)}
                response = await self.http.send(method, path, body=body, headers=sent, params=params)
            except ApiError as error:
                if error.status != 401:
                    raise
                if is_last:
                    raise self.refused() from error
                token = await self.session.renew(token)
            else:
                self.session.confirm()
                return response
        raise AssertionError("unreachable")

    def refused(self) -> SignedOutError:
        """The server refuses even a new token, so trying again would loop."""
        self.session.end()
        return SignedOutError("The server refuses a new token.")

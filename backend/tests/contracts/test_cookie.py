"""A browser's refresh token stays in its cookie, whatever scripts request."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api import Player, call


@pytest.mark.parametrize("body", [{}, {"client": "browser"}])
def test_a_token_from_the_cookie_is_returned_in_the_cookie(body: dict[str, Any], player: Player) -> None:
    cookie = f"numberplay_refresh={player.refresh}"
    answer = call("POST", "/auth/api/token/refresh/", body, COOKIE=cookie, ORIGIN="http://localhost:3000")
    assert answer.status == 200
    assert set(answer.json) == {"access"}
    assert answer.cookies["numberplay_refresh"]["httponly"]

"""An ordinary view of Django REST framework works here unchanged: anonymous, authenticated, and limited."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import override_settings

from tests.api import Player, call, registered

pytestmark = pytest.mark.urls("tests.core.plain_urls")


@pytest.fixture
def player(db: None) -> Player:
    """Registered by the project's own views."""
    with override_settings(ROOT_URLCONF="config.urls"):
        return registered()


def test_a_view_that_allows_anyone_answers_anonymously_and_with_a_token(player: Player) -> None:
    anonymous = call("GET", "/plain/")
    assert (anonymous.status, anonymous.json) == (200, {"player": None})
    assert player.get("/plain/").json == {"player": player.id}


def test_a_view_with_the_default_permissions_needs_a_token(player: Player) -> None:
    assert call("GET", "/authenticated/").status == 401
    assert player.get("/authenticated/").json == {"player": player.id}


def test_both_are_limited_as_reads(player: Player, rates: Callable[..., None]) -> None:
    rates(read="1/min")
    assert [player.get("/authenticated/").status for _ in range(2)] == [200, 429]
    assert [call("GET", "/plain/").status for _ in range(2)] == [200, 429]

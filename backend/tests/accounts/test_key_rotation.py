"""While the signing key is replaced, links, authenticators and recovery codes of before go on working."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.accounts.letters import letters, token_in
from tests.accounts.second_factors import switched_on
from tests.api import PASSWORD, Player, call

pytestmark = pytest.mark.usefixtures("committed", "eagerly")


@pytest.mark.parametrize(("fallback", "works"), [(True, True), (False, False)])
def test_what_was_made_by_the_old_key_works_as_long_as_it_is_a_fallback(
    player: Player, settings: Settings, fallback: bool, works: bool
) -> None:
    authenticator, [recovery, *_] = switched_on(player)
    call("POST", "/auth/api/email/verify/resend/", {"email": player.user["email"]})
    token = token_in(letters("verify")[0], "verify")

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY] if fallback else []
    settings.SECRET_KEY = "another key of the processes that is long enough to sign"

    body = {"email": player.user["email"], "password": PASSWORD}
    statuses = [
        call("POST", "/auth/api/email/verify/", {"token": token}).status,
        call("POST", "/auth/api/login/", {**body, "code": authenticator.code()}).status,
        call("POST", "/auth/api/login/", {**body, "code": recovery}).status,
    ]
    assert statuses == ([200, 200, 200] if works else [400, 401, 401])

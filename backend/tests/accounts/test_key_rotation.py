"""During a key rotation, older links and authenticators keep working. Recovery codes don't depend on the key."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from accounts.models import SecondFactor
from accounts.two_factor.tasks import reencrypt_secrets
from tests.accounts.emails import sent_emails, token_in
from tests.accounts.second_factors import switched_on
from tests.api import PASSWORD, Player, call

NEW_KEY = "another key of the processes that is long enough to sign"

pytestmark = pytest.mark.usefixtures("committed", "eagerly")


@pytest.mark.parametrize(("fallback", "works"), [(True, True), (False, False)])
def test_links_signed_with_the_old_key_work_while_it_is_a_fallback(
    player: Player, settings: Settings, fallback: bool, works: bool
) -> None:
    call("POST", "/auth/api/email/verify/resend/", {"email": player.user["email"]})
    token = token_in(sent_emails("verify")[0], "verify")
    authenticator, [recovery, *_] = switched_on(player)

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY] if fallback else []
    settings.SECRET_KEY = NEW_KEY

    body = {"email": player.user["email"], "password": PASSWORD}
    statuses = [
        call("POST", "/auth/api/email/verify/", {"token": token}).status,
        call("POST", "/auth/api/login/", {**body, "code": authenticator.code()}).status,
    ]
    assert statuses == ([200, 200] if works else [400, 401])
    assert call("POST", "/auth/api/login/", {**body, "code": recovery}).status == 200


def test_after_a_night_with_both_keys_the_old_one_can_go(player: Player, settings: Settings) -> None:
    authenticator, [recovery, *_] = switched_on(player)
    body = {"email": player.user["email"], "password": PASSWORD}
    assert reencrypt_secrets() == 0

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = NEW_KEY
    assert [reencrypt_secrets() for _ in range(2)] == [1, 0]
    settings.SECRET_KEY_FALLBACKS = []

    for code in (authenticator.code(), recovery):
        assert call("POST", "/auth/api/login/", {**body, "code": code}).status == 200


def test_secrets_that_no_key_decrypts_stay_unchanged(player: Player, settings: Settings) -> None:
    switched_on(player)
    before = SecondFactor.objects.values().get()
    settings.SECRET_KEY = NEW_KEY
    assert reencrypt_secrets() == 0
    assert SecondFactor.objects.values().get() == before

"""Only tokens that we signed, and of the right kind, are accepted."""

from __future__ import annotations

import time
from typing import Any

import jwt
import pytest
from django.conf import settings

from accounts.models import Session
from tests.accounts.ageing import refreshed
from tests.api import Player, call

HOUR = 3600


def claims_of(token: str | None) -> dict[str, Any]:
    return jwt.decode(token or "", options={"verify_signature": False})


def signed(claims: dict[str, Any], *, key: str | None = None, algorithm: str = "HS256") -> str:
    return jwt.encode(claims, settings.SECRET_KEY if key is None else key, algorithm=algorithm)


def variants(claims: dict[str, Any]) -> dict[str, str]:
    """Forged tokens."""
    now = int(time.time())
    parts = signed(claims).split(".")
    return {
        "another key": signed(claims, key="x" * 64),
        "no algorithm": jwt.encode(claims, "", algorithm="none"),
        "another algorithm": signed(claims, algorithm="HS384"),
        "no signature": f"{parts[0]}.{parts[1]}.",
        "another body": f"{parts[0]}.{signed({**claims, 'user_id': '0'}).split('.')[1]}.{parts[2]}",
        "expired": signed({**claims, "iat": now - HOUR, "exp": now - 11}),
        "no expiry": signed({name: claims[name] for name in claims if name != "exp"}),
        "no session": signed({name: claims[name] for name in claims if name != "sid"}),
        "no player": signed({name: claims[name] for name in claims if name != "user_id"}),
        "no kind": signed({name: claims[name] for name in claims if name != "token_type"}),
        "another kind": signed({**claims, "token_type": "sliding"}),
        "a player who is no number": signed({**claims, "user_id": "ann"}),
        "a session that is none": signed({**claims, "sid": "0" * 32}),
        "not a token": "ey.ey.ey",
        "empty parts": "..",
        "one word": "token",
        "not ascii": "tökén",
    }


VARIANTS = sorted(variants({"sid": "", "user_id": "", "token_type": "", "exp": 0}))


@pytest.mark.django_db
@pytest.mark.parametrize("variant", VARIANTS)
def test_a_forged_access_token_opens_nothing(player: Player, variant: str) -> None:
    token = variants(claims_of(player.access))[variant]

    answer = call("POST", "/api/game/play/", {"number": 842}, token=token)

    assert answer.status == 401
    assert answer.codes <= {("token_not_valid", None), ("session_ended", None)}
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="numberplay"'
    assert player.get("/api/game/statistics/").json["total_games"] == 0


@pytest.mark.django_db
@pytest.mark.parametrize("variant", VARIANTS)
def test_a_forged_refresh_token_refreshes_nothing_and_ends_nothing(player: Player, variant: str) -> None:
    before = Session.objects.values().get()

    answer = refreshed(variants(claims_of(player.refresh))[variant])

    assert (answer.status, answer.codes) == (401, {("token_not_valid", None)})
    assert Session.objects.values().get() == before
    assert refreshed(player.refresh).status == 200


@pytest.mark.django_db
def test_one_kind_of_token_is_not_the_other(player: Player) -> None:
    as_access = call("GET", "/auth/api/user/", token=player.refresh)
    as_refresh = refreshed(player.access)

    assert (as_access.status, as_access.codes) == (401, {("token_not_valid", None)})
    assert (as_refresh.status, as_refresh.codes) == (401, {("token_not_valid", None)})


@pytest.mark.django_db
def test_a_token_does_not_open_the_session_of_another_player(player: Player) -> None:
    stranger = signed({**claims_of(player.refresh), "user_id": str(player.id + 1)})
    assert refreshed(stranger).status == 401
    assert Session.objects.get().ended_at is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic YTpi", "Token abc", "bearer: x", "Bearer a b", "Bearer \xff"]
)
def test_without_a_bearer_token_nobody_is_signed_in(header: str) -> None:
    answer = call("GET", "/auth/api/user/", AUTHORIZATION=header)

    assert answer.status == 401
    assert answer.codes <= {("not_authenticated", None), ("token_not_valid", None)}
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="numberplay"'


def test_the_word_bearer_is_read_without_regard_to_case(player: Player) -> None:
    assert call("GET", "/auth/api/user/", AUTHORIZATION=f"bearer {player.access}").status == 200

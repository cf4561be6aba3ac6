"""A password works however the operating system encodes its accents, even if it was hashed in another form."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from functools import partial

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.core.management import call_command
from django.test import Client

from accounts import password_forms
from accounts.models import User
from tests.accounts.emails import sent_emails, token_in
from tests.accounts.test_login import hashed
from tests.api import PASSWORD, Answer, Player, call, registered
from tests.concurrency.parallel import in_parallel

__all__ = ["hashed"]

LOGIN = "/auth/api/login/"
WORDS = {
    "French": "crème brûlée 42",
    "German": "Übergrößenträger",
    "Vietnamese": "mật khẩu của tôi",
    "Greek": "συνθηματικό μου",
    "Russian": "мой любимый чай",
    "Korean": "비밀번호입니다제발",
    "Japanese": "がぎぐげござじずぜぞ",
    "Hindi": "क़ख़ग़ज़ड़ढ़फ़य़",
    "Angstrom sign": "\u212b\u212b\u212b\u212b a sign",
    "two marks": "o\u0302\u0323o\u0323\u0302" * 4,
}
FORMS: dict[str, Callable[[str], str]] = {
    "composed": partial(unicodedata.normalize, "NFC"),
    "decomposed": partial(unicodedata.normalize, "NFD"),
    "as typed": str,
}
WORD = "crème brûlée 42"
COMPOSED, DECOMPOSED = FORMS["composed"](WORD), FORMS["decomposed"](WORD)


def login(player: Player, password: str) -> Answer:
    return call("POST", LOGIN, {"email": player.user["email"], "password": password})


def store(player: Player, password: str) -> None:
    """The hash as it was computed before passwords were normalized."""
    User.objects.filter(pk=player.id).update(password=make_password(password))


@pytest.mark.django_db
@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_a_password_is_the_same_in_every_form(word: str) -> None:
    for chosen in FORMS.values():
        player = registered(password=chosen(word))
        assert [login(player, form(word)).status for form in FORMS.values()] == [200] * 3
        assert check_password(FORMS["composed"](word), User.objects.get(pk=player.id).password)
        assert login(player, FORMS["composed"](word)[:-1]).status == 401


def sign_in(player: Player, password: str) -> bool:
    return login(player, password).status == 200


def confirm(player: Player, password: str) -> bool:
    return player.post("/auth/api/email/change/", {"email": "new@example.com", "password": password}).status == 202


def change(player: Player, password: str) -> bool:
    body = {"current_password": password, "password": PASSWORD}
    return player.post("/auth/api/password/change/", body).status == 204


def delete(player: Player, password: str) -> bool:
    return player.delete("/auth/api/user/", {"password": password}).status == 204


def enter_the_admin(player: Player, password: str) -> bool:
    User.objects.filter(pk=player.id).update(is_staff=True)
    return Client().post("/admin/login/", {"username": player.user["email"], "password": password}).status_code == 302


def change_in_the_admin(player: Player, password: str) -> bool:
    User.objects.filter(pk=player.id).update(is_staff=True)
    client = Client()
    client.force_login(User.objects.get(pk=player.id))
    form = {"old_password": password, "new_password1": PASSWORD, "new_password2": PASSWORD}
    return client.post("/admin/password_change/", form).status_code == 302


USES = {use.__name__: use for use in (sign_in, confirm, change, delete, enter_the_admin, change_in_the_admin)}


@pytest.mark.django_db
@pytest.mark.parametrize("use", USES.values(), ids=USES)
@pytest.mark.parametrize("stored", ["before", "since"])
@pytest.mark.parametrize("typed", [COMPOSED, DECOMPOSED], ids=["composed", "decomposed"])
def test_each_use_takes_both_forms(typed: str, stored: str, use: Callable[[Player, str], bool]) -> None:
    player = registered(password=DECOMPOSED)
    if stored == "before":
        store(player, DECOMPOSED)
    assert not use(player, f"{typed}!")
    assert use(player, typed)


def by_change(player: Player) -> None:
    player.post("/auth/api/password/change/", {"current_password": PASSWORD, "password": DECOMPOSED})


def by_reset(player: Player) -> None:
    call("POST", "/auth/api/password/reset/", {"email": player.user["email"]})
    token = token_in(sent_emails("reset", player.user["email"])[0], "reset")
    call("POST", "/auth/api/password/reset/confirm/", {"token": token, "password": DECOMPOSED})


def by_an_operator(player: Player) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("operator", "operator@example.com", PASSWORD))
    form = {"password1": DECOMPOSED, "password2": DECOMPOSED, "usable_password": "true"}
    client.post(f"/admin/accounts/user/{player.id}/password/", form)


def by_code(player: Player) -> None:
    user = User.objects.get(pk=player.id)
    user.set_password(DECOMPOSED)
    user.save()


@pytest.mark.usefixtures("committed", "eagerly")
@pytest.mark.parametrize("way", [by_change, by_reset, by_an_operator, by_code], ids=lambda way: way.__name__)
def test_a_new_password_is_hashed_in_its_normal_form(player: Player, way: Callable[[Player], None]) -> None:
    way(player)
    assert check_password(COMPOSED, User.objects.get(pk=player.id).password)
    assert [login(player, typed).status for typed in (COMPOSED, DECOMPOSED)] == [200, 200]


@pytest.mark.django_db
def test_createsuperuser_hashes_the_normal_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", DECOMPOSED)
    call_command(
        "createsuperuser",
        interactive=False,
        username="operator",
        email="op@example.com",
        stdout=io.StringIO(),
        verbosity=0,
    )
    assert check_password(COMPOSED, User.objects.get().password)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [COMPOSED, DECOMPOSED], ids=["composed", "decomposed"])
def test_a_hash_from_before_is_replaced_once(typed: str, player: Player) -> None:
    store(player, DECOMPOSED)
    assert login(player, typed).status == 200
    replaced = User.objects.get(pk=player.id).password
    assert check_password(COMPOSED, replaced)
    assert [login(player, form).status for form in (COMPOSED, DECOMPOSED)] == [200, 200]
    assert User.objects.get(pk=player.id).password == replaced
    assert player.get("/auth/api/user/").status == 200


@pytest.mark.django_db
def test_a_mixed_form_from_before_is_accepted_as_it_was_typed(player: Player) -> None:
    mixed = f"{COMPOSED} {DECOMPOSED}"
    store(player, mixed)
    assert login(player, mixed).status == 200
    assert login(player, FORMS["decomposed"](mixed)).status == 200


@pytest.mark.django_db(transaction=True)
def test_requests_that_replace_a_hash_at_once_all_succeed() -> None:
    player = registered()
    store(player, DECOMPOSED)
    answers = in_parallel([partial(login, player, DECOMPOSED)] * 5)
    assert [answer.status for answer in answers] == [200] * 5


@pytest.mark.django_db
@pytest.mark.parametrize("word", [PASSWORD, COMPOSED, DECOMPOSED, f"{COMPOSED}{DECOMPOSED}"])
def test_a_refusal_costs_the_same_whatever_is_stored(word: str, hashed: list[str]) -> None:
    costs = {}
    player = registered(password="another password")
    disabled = registered(password=word)
    User.objects.filter(pk=disabled.id).update(is_active=False)
    for stored in (word, COMPOSED, DECOMPOSED):
        store(disabled, stored)
        for email in ("nobody@example.com", player.user["email"], disabled.user["email"]):
            hashed.clear()
            assert call("POST", LOGIN, {"email": email, "password": word}).status == 401
            costs[(stored, email)] = tuple(hashed)
    assert len(set(costs.values())) == 1
    assert len(next(iter(costs.values()))) == len(password_forms.written_forms(word))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("e\u0301" * 4, "password_too_short"),
        ("e\u0301" * 7, "password_too_short"),
        ("numberpla\u0079 e\u0301e\u0301e\u0301", "password_too_common"),
        ("\u1112\u1161\u11ab" * 7, "password_too_short"),
    ],
)
def test_the_rules_see_the_normal_form(password: str, code: str) -> None:
    body = {"username": "newcomer", "email": "newcomer@example.com"}
    assert call("POST", "/auth/api/register/", {**body, "password": password}).codes == {(code, "password")}


@pytest.mark.django_db
def test_the_rules_of_the_admin_see_the_normal_form_too(player: Player) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("operator", "operator@example.com", PASSWORD))
    form = {"password1": "e\u0301" * 7, "password2": "e\u0301" * 7, "usable_password": "true"}
    answer = client.post(f"/admin/accounts/user/{player.id}/password/", form)
    assert answer.status_code == 200
    assert "too short" in answer.content.decode()

"""In the admin, operators find players, see their actions, and end their sessions."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from accounts.models import Session, User
from game.models import Play
from tests.accounts.admin_forms import form_of
from tests.accounts.ageing import works
from tests.accounts.emails import sent_emails
from tests.api import PASSWORD, Player

ADD = "/admin/accounts/user/add/"
NEW = {"username": "Added_1", "email": "Added@Example.com", "password1": PASSWORD, "password2": PASSWORD}

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def operator(committed: None) -> Client:
    """Signed in through the login page."""
    User.objects.create_superuser("operator", "operator@example.com", PASSWORD)
    client = Client()
    page = client.get("/admin/login/")
    assert page.status_code == 200
    answer = client.post("/admin/login/", {"username": "Operator@Example.com", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/profile/")
    return client


def test_the_operators_cookies_are_for_the_admin_only(operator: Client) -> None:
    assert set(operator.cookies) == {"sessionid", "csrftoken"}
    assert operator.get("/admin/").status_code == 200
    answer = operator.get("/auth/api/user/")
    assert answer.status_code == 401
    assert not answer.cookies


def test_a_player_is_no_operator(player: Player) -> None:
    client = Client()
    answer = client.post("/admin/login/", {"username": player.user["email"], "password": PASSWORD})
    assert answer.status_code == 200
    assert client.get("/admin/accounts/user/").status_code == 302


def test_the_form_needs_its_csrf_token(committed: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})
    assert answer.status_code == 403


@pytest.mark.parametrize("words", ["email", "username"])
def test_players_are_listed_and_found(operator: Client, player: Player, words: str) -> None:
    def emails(**query: str) -> set[str]:
        page = operator.get("/admin/accounts/user/", query).content.decode()
        return set(re.findall(r'class="field-email">([^<]*)<', page))

    assert emails() == {player.user["email"], "operator@example.com"}
    assert emails(q=player.user[words]) == {player.user["email"]}
    assert emails(q="nobody-of-this-name") == set()


def test_a_players_page_shows_the_sessions_and_no_secret(operator: Client, player: Player) -> None:
    page = operator.get(f"/admin/accounts/user/{player.id}/change/").content.decode()

    session = Session.objects.get(player_id=player.id)
    assert session.ip in page
    for secret in (session.current_token, player.refresh or "", player.access, User.objects.get(pk=player.id).password):
        assert secret not in page


def test_deactivating_a_player_ends_the_sessions(operator: Client, player: Player) -> None:
    path = f"/admin/accounts/user/{player.id}/change/"
    form = form_of(operator, path)
    assert form.pop("is_active") == "on"

    answer = operator.post(path, form)

    assert answer.status_code == 302, answer.content.decode()
    assert User.objects.get(pk=player.id).is_active is False
    assert not works(player.access)
    assert Session.objects.get(player_id=player.id).end_reason == "deactivated"
    assert operator.get("/admin/").status_code == 200


def test_a_new_password_from_an_operator_ends_the_sessions_and_sends_an_email(
    operator: Client, player: Player, eagerly: None
) -> None:
    form = {"password1": "an altogether new secret", "password2": "an altogether new secret"}
    answer = operator.post(f"/admin/accounts/user/{player.id}/password/", {**form, "usable_password": "true"})

    assert answer.status_code == 302, answer.content.decode()
    assert not works(player.access)
    assert [message.to for message in sent_emails("password_changed")] == [[player.user["email"]]]
    player.password = "an altogether new secret"
    assert works(player.sign_in_again().access)


def test_an_operator_adds_a_player_whose_names_are_normalized(operator: Client) -> None:
    answer = operator.post(ADD, {**form_of(operator, ADD), **NEW})

    assert answer.status_code == 302, answer.content.decode()
    added = User.objects.get(username_key="added_1")
    assert (added.email, added.check_password(PASSWORD)) == ("added@example.com", True)


@pytest.mark.parametrize("member", ["username", "email"])
def test_an_operator_gets_an_error_for_a_taken_name(operator: Client, player: Player, member: str) -> None:
    answer = operator.post(ADD, {**form_of(operator, ADD), **NEW, member: player.user[member].upper()})

    assert answer.status_code == 200
    assert "already exists" in answer.content.decode()
    assert User.objects.count() == 2


def test_plays_and_statistics_are_read_and_never_written(operator: Client, player: Player) -> None:
    player.play(842)
    play = Play.objects.get()
    before = Play.objects.values().get()

    for model, key in (("play", play.pk), ("playerstatistics", player.id)):
        listed = operator.get(f"/admin/game/{model}/", {"q": player.user["email"]})
        assert listed.status_code == 200
        assert player.user["username"] in listed.content.decode()
        page = operator.get(f"/admin/game/{model}/{key}/change/")
        assert page.status_code == 200
        assert 'name="_save"' not in page.content.decode()
        assert operator.post(f"/admin/game/{model}/{key}/change/", {"number": 2}).status_code == 403
        assert operator.get(f"/admin/game/{model}/add/").status_code == 403
        assert operator.post(f"/admin/game/{model}/{key}/delete/", {"post": "yes"}).status_code == 403
    assert Play.objects.values().get() == before


def test_an_operator_deletes_a_player_with_everything(operator: Client, player: Player) -> None:
    player.play(842)

    answer = operator.post(f"/admin/accounts/user/{player.id}/delete/", {"post": "yes"})

    assert answer.status_code == 302, answer.content.decode()
    assert not User.objects.filter(pk=player.id).exists()
    assert Play.objects.count() == 0
    assert not works(player.access)


def test_an_operator_changes_a_players_language(operator: Client, player: Player) -> None:
    path = f"/admin/accounts/user/{player.id}/change/"
    form = form_of(operator, path)
    assert form["language"] == "en"

    assert operator.post(path, {**form, "language": "tlh"}).status_code == 200
    assert User.objects.get(pk=player.id).language == "en"
    assert operator.post(path, {**form, "language": "de"}).status_code == 302
    assert player.get("/auth/api/user/").json == {**player.user, "language": "de"}

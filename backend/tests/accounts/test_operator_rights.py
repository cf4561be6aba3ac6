"""Operators can use only the permissions that they have, and can't change each other's accounts."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db.models.signals import pre_save
from django.test import Client

from accounts.models import User
from tests.accounts.admin_forms import form_of
from tests.api import PASSWORD, Player

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def helper(committed: None) -> Client:
    """An operator with all permissions on players, and no others."""
    user = User.objects.create_user("helper", "helper@example.com", PASSWORD, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="accounts"))
    client = Client()
    client.force_login(user)
    return client


def test_only_a_superuser_can_grant_permissions(helper: Client, player: Player) -> None:
    path = f"/admin/accounts/user/{player.id}/change/"
    any_permission = str(Permission.objects.earliest("pk").pk)
    rights = {"is_staff": "on", "is_superuser": "on", "user_permissions": any_permission}

    assert helper.post(path, {**form_of(helper, path), **rights}).status_code == 302

    user = User.objects.get(pk=player.id)
    assert (user.is_active, user.is_staff, user.is_superuser) == (True, False, False)
    assert not user.user_permissions.exists()


def test_an_operator_without_all_rights_does_nothing_to_another_operator(helper: Client, player: Player) -> None:
    chief = User.objects.create_superuser("chief", "chief@example.com", PASSWORD)
    before = User.objects.filter(pk=chief.pk).values().get()

    for path in ("change", "password", "delete"):
        assert helper.post(f"/admin/accounts/user/{chief.pk}/{path}/", {"post": "yes"}).status_code in (302, 404)
    for action in ("block", "delete_selected"):
        chosen = {"action": action, "_selected_action": [str(chief.pk)], "post": "yes", "confirmed": "yes"}
        helper.post("/admin/accounts/user/", chosen)

    assert User.objects.filter(pk=chief.pk).values().get() == before
    assert "chief@example.com" not in helper.get("/admin/accounts/user/").content.decode()
    assert player.user["email"] in helper.get("/admin/accounts/user/").content.decode()


def test_a_deactivation_takes_back_nothing_that_the_player_changed_in_that_moment(
    helper: Client, player: Player
) -> None:
    def concurrent(**_: Any) -> None:
        User.objects.filter(pk=player.id).update(password="new", username="renamed")

    pre_save.connect(concurrent, sender=User)
    try:
        helper.post(
            "/admin/accounts/user/", {"action": "block", "_selected_action": [str(player.id)], "confirmed": "yes"}
        )
    finally:
        pre_save.disconnect(concurrent, sender=User)

    user = User.objects.get(pk=player.id)
    assert (user.is_active, user.password, user.username) == (False, "new", "renamed")


@pytest.mark.parametrize("page", ["user/{user}", "group/{group}"])
def test_only_permissions_with_an_effect_can_be_granted(player: Player, page: str) -> None:
    superuser = User.objects.create_superuser("root_operator", "root@example.com", PASSWORD)
    client = Client()
    client.force_login(superuser)
    group = Group.objects.create(name="Support")
    app = "accounts" if page.startswith("user") else "auth"
    path = f"/admin/{app}/{page.format(user=player.id, group=group.pk)}/change/"
    name = "user_permissions" if app == "accounts" else "permissions"
    shown, hidden = (Permission.objects.get(codename=codename) for codename in ("view_play", "view_exportchunk"))

    offered = client.get(path).context["adminform"].form.fields[name].queryset
    assert shown in offered
    assert hidden not in offered
    assert client.post(path, {**form_of(client, path), name: [str(hidden.pk)]}).status_code == 200
    assert client.post(path, {**form_of(client, path), name: [str(shown.pk)]}).status_code == 302
    granted = User.objects.get(pk=player.id).user_permissions if app == "accounts" else group.permissions
    assert list(granted.all()) == [shown]

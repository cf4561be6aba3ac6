"""Operators' actions are executed only when they are confirmed, are logged in the audit log, and need a permission."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from celery import shared_task
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from accounts.mail import delivery
from accounts.models import AuditEvent, Mail, Session, User
from core.clock import database_now
from core.tasks import queue
from operations.models import TaskFailure
from operations.roles import READ_ONLY
from operations.tasks import clear_audit_events
from tests.accounts.ageing import works
from tests.api import PASSWORD, Player, call, registered

USERS, MAILS, FAILURES = "/admin/accounts/user/", "/admin/accounts/mail/", "/admin/operations/taskfailure/"
NOTHING_TO_SEND = "Nothing to do: they were sent already, or are due within two minutes."

pytestmark = pytest.mark.usefixtures("committed")

ran: list[tuple[Any, ...]] = []


@shared_task(name="tests.operations.remember")
def remember(*args: Any) -> None:
    ran.append(args)
    raise LookupError


@pytest.fixture
def committed(transactional_db: None) -> None:
    """Executes the hooks on commit."""


@pytest.fixture
def operator(committed: None) -> Client:
    return signed_in(User.objects.create_superuser("operator", "operator@example.com", PASSWORD))


@pytest.fixture
def viewer(committed: None) -> Client:
    user = User.objects.create_user("viewer", "viewer@example.com", PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=READ_ONLY))
    return signed_in(user)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def act(client: Client, path: str, action: str, chosen: Any, **more: str) -> Any:
    return client.post(path, {"action": action, "_selected_action": [str(chosen)], **more})


def audited(player: Player) -> list[tuple[str, str, str | None]]:
    rows = AuditEvent.objects.filter(player_id=player.id).order_by("pk").select_related("operator")
    return [(row.event, row.outcome, row.operator.username if row.operator else None) for row in rows]


def test_nothing_happens_before_it_is_confirmed(operator: Client, player: Player) -> None:
    asked = act(operator, USERS, "block", player.id, back=f"{USERS}{player.id}/overview/")

    page = asked.content.decode()
    assert asked.status_code == 200
    assert "Block these players?" in page
    assert player.user["username"] in page
    assert f'href="{USERS}{player.id}/overview/"' in page
    assert User.objects.get(pk=player.id).is_active
    assert works(player.access)
    assert audited(player) == [("account.registered", "done", None)]


def test_a_block_ends_everything_and_an_unblock_allows_a_sign_in(operator: Client, player: Player) -> None:
    overview = f"{USERS}{player.id}/overview/"
    answer = act(operator, USERS, "block", player.id, confirmed="yes", back=overview)

    assert (answer.status_code, answer.headers["Location"]) == (302, overview)
    assert not works(player.access)
    body = {"email": player.user["email"], "password": PASSWORD}
    assert call("POST", "/auth/api/login/", body).status == 401
    act(operator, USERS, "unblock", player.id, confirmed="yes")
    assert call("POST", "/auth/api/login/", body).status == 200
    assert audited(player) == [
        ("account.registered", "done", None),
        ("session.ended", "deactivated", "operator"),
        ("account.deactivated", "done", "operator"),
        ("sign_in", "wrong_credentials", None),
        ("account.reactivated", "done", "operator"),
        ("sign_in", "done", None),
    ]


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/admin/", "/play", "javascript:1"])
def test_an_operator_is_never_sent_elsewhere(operator: Client, player: Player, back: str) -> None:
    assert 'name="back" value=""' in act(operator, USERS, "unblock", player.id, back=back).content.decode()
    answer = act(operator, USERS, "end_sessions", player.id, confirmed="yes", back=back)
    assert answer.headers["Location"] == USERS


def test_a_waiting_email_is_sent_without_its_pause_unless_it_is_being_sent(operator: Client, player: Player) -> None:
    mail = Mail.objects.get()
    Mail.objects.update(due_at=database_now() + timedelta(minutes=20), attempts=7)
    created_at = mail.created_at

    answer = act(operator, MAILS, "send_again", mail.pk, confirmed="yes")

    assert answer.status_code == 302
    mail.refresh_from_db()
    assert mail.due_at <= database_now()
    assert (mail.state, mail.attempts, mail.created_at) == ("waiting", 7, created_at)
    assert audited(player)[-1] == ("email.sent_again", "done", "operator")
    leased = database_now() + delivery.LEASE - timedelta(seconds=10)
    Mail.objects.update(due_at=leased)
    answer = act(operator, MAILS, "send_again", mail.pk, confirmed="yes")
    mail.refresh_from_db()
    assert NOTHING_TO_SEND in operator.get(answer.headers["Location"]).content.decode()
    assert abs(mail.due_at - leased) < timedelta(milliseconds=1)
    Mail.objects.update(state=Mail.SENT)
    act(operator, MAILS, "send_again", mail.pk, confirmed="yes")
    assert Mail.objects.get().state == "sent"
    assert len([event for event, *_ in audited(player) if event == "email.sent_again"]) == 1


def test_a_failed_task_runs_again_with_its_arguments(operator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ran.clear()
    remember.apply(args=("one", 2))
    failure = TaskFailure.objects.get()
    assert failure.arguments == ["one", 2]
    monkeypatch.setattr(queue, "enqueue", lambda task, *args: task.apply(args=args) is not None)

    act(operator, FAILURES, "run_again", failure.pk)
    assert ran == [("one", 2)]
    act(operator, FAILURES, "run_again", failure.pk, confirmed="yes")

    assert ran == [("one", 2), ("one", 2)]
    failure.refresh_from_db()
    assert failure.run_again_at is not None
    assert TaskFailure.objects.count() == 2  # it failed again
    event = AuditEvent.objects.get(event="task.run_again")
    assert event.operator is not None
    assert event.operator.username == "operator"


@pytest.mark.parametrize(("task", "arguments"), [("tests.operations.remember", None), ("no.such.task", [])])
def test_a_task_that_cannot_run_again_says_so(operator: Client, task: str, arguments: Any) -> None:
    failure = TaskFailure.objects.create(task=task, error="LookupError", arguments=arguments)
    answer = operator.post(
        FAILURES, {"action": "run_again", "_selected_action": [str(failure.pk)], "confirmed": "yes"}, follow=True
    )
    assert "LookupError can&#x27;t be run again." in answer.content.decode()
    failure.refresh_from_db()
    assert failure.run_again_at is None
    assert not AuditEvent.objects.exists()


def test_a_read_only_operator_sees_everything_and_does_nothing(viewer: Client, player: Player) -> None:
    player.play(842)
    mail = Mail.objects.get()
    Mail.objects.update(state=Mail.FAILED)
    failure = TaskFailure.objects.create(task="tests.operations.remember", error="LookupError", arguments=[])
    before = (User.objects.filter(pk=player.id).values().get(), Mail.objects.values().get(), audited(player))

    page = viewer.get(f"{USERS}{player.id}/overview/").content.decode()
    assert all(heading in page for heading in (">Sessions<", ">Plays<", ">Emails<", ">Audit log<"))
    assert "_selected_action" not in page
    for path, action, chosen in (
        *((USERS, name, player.id) for name in ("block", "unblock", "end_sessions", "remove_second_factor")),
        (USERS, "delete_selected", player.id),
        (MAILS, "send_again", mail.pk),
        (FAILURES, "run_again", failure.pk),
    ):
        act(viewer, path, action, chosen, confirmed="yes", post="yes")
    for path in ("change", "delete", "password"):
        assert viewer.post(f"{USERS}{player.id}/{path}/", {"post": "yes"}).status_code == 403
    assert "argon2" not in viewer.get(f"{USERS}{player.id}/change/").content.decode()
    assert viewer.get(f"{USERS}add/").status_code == 403
    assert viewer.get("/admin/live/").json()["figures"]["Plays in the last minute"] == "1"

    after = (User.objects.filter(pk=player.id).values().get(), Mail.objects.values().get(), audited(player))
    assert after == before
    assert Session.objects.filter(player_id=player.id, ended_at=None).count() == 1
    assert TaskFailure.objects.get(pk=failure.pk).run_again_at is None


def test_an_operator_sees_only_the_kinds_of_rows_of_the_permissions(player: Player) -> None:
    user = User.objects.create_user("partial", "partial@example.com", PASSWORD, is_staff=True)
    client = signed_in(user)
    assert client.get(f"{USERS}{player.id}/overview/").status_code == 403
    assert client.get("/admin/live/").status_code == 403
    assert ">Now<" not in client.get("/admin/").content.decode()
    user.user_permissions.set(Group.objects.get(name=READ_ONLY).permissions.filter(codename="view_user"))
    page = client.get(f"{USERS}{player.id}/overview/").content.decode()
    assert ">Sessions<" in page
    assert not any(heading in page for heading in (">Plays<", ">Emails<", ">Audit log<"))


def test_events_are_deleted_with_the_player_and_after_a_month(operator: Client, player: Player) -> None:
    other = registered()
    operator.post(f"{USERS}{player.id}/delete/", {"post": "yes"})
    assert set(AuditEvent.objects.values_list("player_id", "event")) == {
        (None, "account.deleted"),
        (other.id, "account.registered"),
    }
    AuditEvent.objects.filter(player_id=other.id).update(created_at=timezone.now() - timedelta(days=31))
    assert clear_audit_events() == 1
    assert AuditEvent.objects.get().event == "account.deleted"

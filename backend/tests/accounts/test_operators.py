"""The admin for operators: today's numbers, failed tasks, and a sign-in that is hard to guess."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from celery import shared_task
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session as OperatorSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.mail.tasks import sweep_mails
from accounts.models import Mail, SecondFactor, User
from game.models import Play
from game.selectors import plays_since
from operations.models import TaskFailure
from operations.tasks import clear_operator_sessions, clear_task_failures
from tests.accounts.ageing import works
from tests.accounts.emails import sent_emails
from tests.accounts.second_factors import Authenticator, switched_on
from tests.api import PASSWORD, Player, call, registered

LOGIN = "/admin/login/"
EMAIL = "operator@example.com"

pytestmark = pytest.mark.usefixtures("committed")


@shared_task(name="tests.accounts.always_fails")
def always_fails() -> None:
    raise LookupError("about ann@example.com")


@pytest.fixture
def operator(committed: None) -> Client:
    user = User.objects.create_superuser("operator", EMAIL, PASSWORD)
    client = Client()
    client.force_login(user)
    return client


def login(password: str = PASSWORD, **members: Any) -> Any:
    address = members.pop("REMOTE_ADDR", "192.0.2.1")
    headers = {name: members.pop(name) for name in list(members) if name.startswith("HTTP_")}
    form = {"username": EMAIL, "password": password, **members}
    return Client(REMOTE_ADDR=address, **headers).post(LOGIN, form)


def numbers(client: Client) -> dict[str, int]:
    page = client.get("/admin/").content.decode()
    found = re.findall(r"<dt>([^<]+)</dt>\s*<dd[^>]*>(\d+)</dd>", page)
    return {name: int(figure) for name, figure in found}


def test_the_first_page_has_the_numbers_of_today(operator: Client) -> None:
    before = numbers(operator)
    player = registered()
    player.play(842)
    player.play(841)
    Mail.objects.create(cause="one", kind="reset", to="a@example.com", state="failed")
    TaskFailure.objects.create(task="one", error="LookupError")
    TaskFailure.objects.create(task="old", error="LookupError", failed_at=timezone.now() - timedelta(days=2))

    after = numbers(operator)

    assert {name: after[name] - before[name] for name in after} == {
        "Plays today": 2,
        "New players today": 1,
        "Sign-ins today": 1,
        "Emails created today": 2,
        "Emails waiting": 1,
        "Failed emails": 1,
        "Failed tasks today": 1,
        "Plays in the last minute": 2,
        "Open sockets": 0,
        "Tasks waiting (data)": 0,
        "Tasks waiting (mail)": 0 if settings.CELERY_TASK_ALWAYS_EAGER else 1,
    }


def test_counting_the_days_plays_looks_at_no_others(player: Player) -> None:
    now = timezone.now()
    for number in range(1, 41):
        player.play(number)
    for play in Play.objects.order_by("pk")[:30]:
        Play.objects.filter(pk=play.pk).update(played_at=now - timedelta(days=1))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert plays_since(now - timedelta(hours=1)).count() == 10
    assert len(queries) <= 2 + 7
    assert plays_since(now - timedelta(days=2)).count() == 40
    assert plays_since(now + timedelta(days=1)).count() == 0


def test_a_failed_task_is_shown_without_its_words(operator: Client) -> None:
    always_fails.apply()

    failure = TaskFailure.objects.get()
    assert (failure.task, failure.error) == ("tests.accounts.always_fails", "LookupError")
    page = operator.get("/admin/operations/taskfailure/").content.decode()
    assert "tests.accounts.always_fails" in page
    assert "ann@example.com" not in page
    assert operator.get("/admin/operations/taskfailure/add/").status_code == 403
    TaskFailure.objects.update(failed_at=timezone.now() - timedelta(days=31))
    assert clear_task_failures() == 1


def test_a_failed_email_can_be_found_and_sent_again(operator: Client, player: Player, eagerly: None) -> None:
    Mail.objects.update(state="failed", fault="SMTPDataError 554", attempts=9)
    page = operator.get("/admin/accounts/mail/", {"state__exact": "failed"}).content.decode()
    assert "SMTPDataError 554" in page
    chosen = {"action": "send_again", "_selected_action": [str(Mail.objects.get().pk)], "confirmed": "yes"}

    answer = operator.post("/admin/accounts/mail/", chosen, follow=True)

    assert "1 email will be sent within a minute" in answer.content.decode()
    assert sweep_mails() == 1
    assert len(sent_emails("welcome", player.user["email"])) == 1
    assert operator.post(f"/admin/accounts/mail/{Mail.objects.get().pk}/delete/", {"post": "yes"}).status_code == 403


def test_players_are_deactivated_from_the_list(operator: Client, player: Player) -> None:
    stranger = registered()
    chosen = {"action": "block", "_selected_action": [str(player.id)], "confirmed": "yes"}

    assert operator.post("/admin/accounts/user/", chosen).status_code == 302

    assert User.objects.get(pk=player.id).is_active is False
    assert (works(player.access), works(stranger.access)) == (False, True)


def test_players_are_signed_out_from_the_list(operator: Client, player: Player) -> None:
    stranger = registered()
    chosen = {"action": "end_sessions", "_selected_action": [str(player.id)], "confirmed": "yes"}

    assert operator.post("/admin/accounts/user/", chosen).status_code == 302

    assert (works(player.access), works(stranger.access)) == (False, True)
    assert works(player.sign_in_again().access)


def test_an_operator_removes_a_lost_second_factor(operator: Client, player: Player, eagerly: None) -> None:
    switched_on(player)
    chosen = {"action": "remove_second_factor", "_selected_action": [str(player.id)], "confirmed": "yes"}

    operator.post("/admin/accounts/user/", chosen)

    assert not SecondFactor.objects.exists()
    assert call("POST", "/auth/api/login/", {"email": player.user["email"], "password": PASSWORD}).status == 200
    assert len(sent_emails("second_factor_off", player.user["email"])) == 1


def test_the_page_of_a_player_links_to_more_rows(operator: Client, player: Player) -> None:
    page = operator.get(f"/admin/accounts/user/{player.id}/overview/").content.decode()
    for model in ("game/play", "accounts/mail", "accounts/auditevent"):
        [address] = re.findall(rf'href="(/admin/{model}/\?q=[^"]+)"', page)
        assert operator.get(address).status_code == 200


def test_passwords_of_operators_cannot_be_guessed(operator: Client, rates: Callable[..., None]) -> None:
    rates(login_failures="5/5min")
    assert [login("wrong").status_code for _ in range(5)] == [200] * 5

    refused = login()

    assert refused.status_code == 429
    assert 290 <= int(refused.headers["Retry-After"]) <= 300
    assert not refused.cookies
    assert login(HTTP_X_FORWARDED_FOR="198.51.100.7").status_code == 429
    assert login(REMOTE_ADDR="192.0.2.2").status_code == 302


def test_an_address_has_one_limit_for_the_admin_and_the_api(operator: Client, rates: Callable[..., None]) -> None:
    rates(login="3/min")
    for _ in range(2):
        assert login("wrong").status_code == 200
    assert call("POST", "/auth/api/login/", {}, REMOTE_ADDR="192.0.2.1").status == 400
    assert login().status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.1").get(LOGIN).status_code == 200


def test_the_second_factor_guards_the_admin_too(operator: Client) -> None:
    signed_in = Player(call("POST", "/auth/api/login/", {"email": EMAIL, "password": PASSWORD}).json)
    authenticator: Authenticator = switched_on(signed_in)[0]

    without, wrong = login(), login(code=authenticator.wrong_code())
    assert (without.status_code, wrong.status_code) == (200, 200)
    assert "A two-factor code is required." in without.content.decode()
    assert "This code is incorrect" in wrong.content.decode()
    assert not without.wsgi_request.user.is_authenticated

    code = authenticator.code()
    assert login(code=code).status_code == 302
    assert login(code=code).status_code == 200


def test_the_history_of_the_admin_forgets_a_deleted_players_name(operator: Client, player: Player) -> None:
    user = User.objects.get(pk=player.id)
    LogEntry.objects.log_actions(User.objects.get(email=EMAIL).pk, [user], 2, "changed", single_object=True)
    assert LogEntry.objects.filter(object_repr=player.user["username"]).exists()

    assert player.delete("/auth/api/user/", {"password": PASSWORD}).status == 204

    assert [entry.object_repr for entry in LogEntry.objects.all()] == [f"player {player.id}"]


def test_an_operator_signs_in_for_a_working_day(operator: Client) -> None:
    assert login().cookies["sessionid"]["max-age"] == 8 * 3600
    session = OperatorSession.objects.latest("expire_date")
    assert session.expire_date - timezone.now() < timedelta(hours=8)

    clear_operator_sessions()
    assert OperatorSession.objects.count() == 2
    OperatorSession.objects.update(expire_date=timezone.now())
    clear_operator_sessions()
    assert OperatorSession.objects.count() == 0

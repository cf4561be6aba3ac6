"""Changing a password, signing out everywhere, deactivation and deletion quickly end sessions in every process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from tests import uncontended
from tests.faults.test_ended_sessions import CLOSED_SECONDS, REFUSED_SECONDS, TAKE, is_refused
from tests.processes.operator import Operator
from tests.processes.players import PASSWORD, Account, subscribed, wait_until
from tests.processes.programs import manage
from tests.processes.stage import Stage

NEW = "an altogether new secret"

# The token that the email would contain.
READ_TOKEN = """
from accounts.mail import links
from accounts.models import Mail
print(links.token_of(Mail.objects.get(kind="reset", player_id={player})))
"""

Change = Callable[[Stage, Account, Operator], int]


@pytest.fixture(scope="module")
def operator(whole_stage: Stage) -> Iterator[Operator]:
    operator = Operator(whole_stage.gunicorn)
    yield operator
    operator.close()


def change_password(stage: Stage, keeper: Account, operator: Operator) -> int:
    body = {"current_password": PASSWORD, "password": NEW}
    return stage.other.call("POST", "/auth/api/password/change/", keeper, body).status_code


def sign_out_everywhere(stage: Stage, keeper: Account, operator: Operator) -> int:
    return stage.other.call("DELETE", "/auth/api/sessions/", keeper).status_code


def reset_password(stage: Stage, keeper: Account, operator: Operator) -> int:
    body = {"email": keeper.user["email"]}
    assert stage.other.call("POST", "/auth/api/password/reset/", body=body).status_code == 202
    command = READ_TOKEN.format(player=keeper.user["id"])
    token = manage("shell", "--verbosity", "0", "--command", command, env=stage.gunicorn.env).stdout.strip()
    body = {"token": token, "password": NEW}
    return stage.other.call("POST", "/auth/api/password/reset/confirm/", body=body).status_code


def deactivate(stage: Stage, keeper: Account, operator: Operator) -> int:
    operator.deactivate(keeper.user["id"])
    return 204


def delete(stage: Stage, keeper: Account, operator: Operator) -> int:
    return stage.other.call("DELETE", "/auth/api/user/", keeper, {"password": PASSWORD}).status_code


CHANGES: list[tuple[Change, bool]] = [
    (change_password, True),
    (sign_out_everywhere, True),
    (reset_password, False),
    (deactivate, False),
    (delete, False),
]


@pytest.mark.parametrize(("change", "keeps"), CHANGES, ids=[change.__name__ for change, _ in CHANGES])
@pytest.mark.parametrize("redis", ["there", "stopped"])
def test_the_others_are_refused_and_their_sockets_closed_in_every_process(
    stage: Stage, operator: Operator, redis: str, change: Change, keeps: bool
) -> None:
    account = stage.one.register()
    keeper = Account.of(stage.other.login(account))
    with subscribed(stage.serve, account, keeper) as [subscriber, kept]:
        assert subscriber.ask(type="ping") == kept.ask(type="ping") == {"type": "pong", "seq": 0}
        assert [is_refused(edge, one) for edge in stage.edges for one in (account, keeper)] == [False] * 4
        TAKE[redis](stage)
        began = time.monotonic()
        assert change(stage, keeper, operator) == 204
        took = uncontended.since(began)

        for edge in stage.edges:
            wait_until(lambda edge=edge: is_refused(edge, account), REFUSED_SECONDS + took)  # type: ignore[misc]
        assert subscriber.closed(CLOSED_SECONDS[redis] + took) == 4401
        if keeps:
            assert not is_refused(stage.one, keeper)
            assert kept.close_code is None
        else:
            wait_until(lambda: is_refused(stage.one, keeper), REFUSED_SECONDS)
            assert kept.closed(CLOSED_SECONDS[redis]) == 4401

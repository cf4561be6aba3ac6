"""Each role is restarted, one instance after another, while players play: no request fails, and no result is lost.

Without ROUNDS one instance of each role is restarted once; ROUNDS=10 restarts every instance ten times.
"""

from __future__ import annotations

import json
import os
from contextlib import ExitStack

from listeners import Listener
from load import Load
from stack import Stack, started
from tests import uncontended
from tests.processes.players import wait_until

ROUNDS = int(os.environ.get("ROUNDS", "0"))
PLAYERS = 4
SOCKETS_OF_A_PLAYER = 2
WHOLE_SECONDS = 5.0
MAIL_SECONDS = 20.0
REGISTER = "/auth/api/register/"


def test_a_rolling_restart_fails_no_request_and_loses_no_result() -> None:
    with started() as stack, Load(stack.url, PLAYERS) as load, ExitStack() as open_sockets:
        listeners = [
            open_sockets.enter_context(Listener(stack.socket_url, player))
            for player in load.players
            for _ in range(SOCKETS_OF_A_PLAYER)
        ]
        for number in range(max(ROUNDS, 1)):
            stack.restart(whole=ROUNDS > 0)
            print(f"round {number + 1}: {sum(load.answers.values())} answers, {len(load.failures)} failures")
        load.stop()
        uncontended.sleep(WHOLE_SECONDS)  # the time that a socket may take
        open_sockets.close()

        assert load.failures == []
        for player in load.players:
            assert [result["seq"] for result in player.acknowledged] == list(range(1, len(player.acknowledged) + 1))
        assert_sockets_came_back(load, listeners)
        assert_everybody_is_welcomed_once(stack, load)
        assert_one_id_joins_the_logs(stack)


def assert_sockets_came_back(load: Load, listeners: list[Listener]) -> None:
    assert {code for listener in listeners for code in listener.codes} == {1012}
    assert [refusal for listener in listeners for refusal in listener.refusals] == []
    gaps = [gap for listener in listeners for gap in listener.gaps]
    assert max(gaps) < WHOLE_SECONDS
    played = [len(player.acknowledged) for player in load.players for _ in range(SOCKETS_OF_A_PLAYER)]
    assert [listener.seqs for listener in listeners] == [list(range(1, count + 1)) for count in played]
    print(f"{len(gaps)} sockets closed, whole after at most {max(gaps):.2f} s")


def assert_everybody_is_welcomed_once(stack: Stack, load: Load) -> None:
    addresses = [player.email for player in load.players + load.newcomers]
    wait_until(lambda: all(stack.mailbox.to(address) for address in addresses), MAIL_SECONDS)
    assert [len(stack.mailbox.to(address)) for address in addresses] == [1] * len(addresses)


def assert_one_id_joins_the_logs(stack: Stack) -> None:
    """For every registration: the log lines of the edge, the backend and the task."""
    lines = [json.loads(line) for line in (stack.edge.directory / "access.log").read_text().splitlines()]
    ids = [line["request_id"] for line in lines if line["path"] == REGISTER]
    assert ids
    backend, workers = stack.log("http").splitlines(), stack.log("worker").splitlines()
    for request_id in ids:
        assert len([line for line in backend if request_id in line and REGISTER in line]) == 1
        assert [line for line in workers if request_id in line and "send_mail" in line and "succeeded" in line]

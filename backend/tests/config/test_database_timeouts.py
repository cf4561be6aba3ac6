"""The timeouts of each role fit into its time limit."""

from __future__ import annotations

import pytest

from config.database_timeouts import Timeouts, of_commands, of_requests


def test_the_timeouts_of_requests_and_of_commands() -> None:
    assert of_requests(6) == Timeouts(connect=2, answer=3, statement=2, lock=1, request=2.5)
    assert of_commands(600) == Timeouts(connect=10, answer=600, statement=600, lock=60, request=None)


@pytest.mark.parametrize("seconds", range(4, 61))
def test_a_request_is_answered_in_time_and_the_server_gives_up_before_the_client(seconds: int) -> None:
    timeouts = of_requests(seconds)
    assert timeouts.request is not None
    assert 1 <= timeouts.lock <= timeouts.statement < timeouts.answer or seconds < 6
    assert timeouts.request + max(timeouts.answer, timeouts.connect) < seconds
    assert timeouts.request >= 1.5


def test_each_family_reads_its_own_bound_of_a_statement() -> None:
    assert of_requests(6).session == (
        "innodb_lock_wait_timeout=1, lock_wait_timeout=1"
        " /*M!100100 , max_statement_time=2 */ /*!80000 , max_execution_time=2000 */"
    )

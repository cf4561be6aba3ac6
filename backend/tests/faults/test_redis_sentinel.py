"""The primary of Redis is lost under Sentinel: players don't notice, and everything uses the new primary."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import uncontended
from tests.faults.redis_system import FREEZE, KILL, REFRESHES, System, Take, fail_over, running
from tests.faults.seen import assert_unharmed
from tests.processes.players import Account, subscribed, wait_until
from tests.services.sentinel import SentinelGroup

MAIL_SECONDS = 20
PUSHED_SECONDS = 1.0  # results that only the sweep finds take up to 1.5 s


@pytest.fixture(scope="module")
def group() -> Iterator[SentinelGroup]:
    with SentinelGroup() as group:
        yield group


@pytest.fixture(scope="module")
def whole_system(group: SentinelGroup, database_url: str) -> Iterator[System]:
    with running(database_url, group.url) as system:
        yield system


@pytest.fixture
def system(whole_system: System, group: SentinelGroup) -> Iterator[System]:
    yield whole_system
    group.restore()
    whole_system.await_health()


@pytest.mark.parametrize(("take", "give_back"), [KILL, FREEZE], ids=["killed", "frozen"])
def test_a_failover_under_load_harms_nobody(system: System, group: SentinelGroup, take: Take, give_back: Take) -> None:
    seen, _ = fail_over(system, group, take, give_back)
    print(seen)
    assert_unharmed(seen)


def test_results_are_pushed_by_the_new_primary(system: System, group: SentinelGroup) -> None:
    """Shows that the socket process is subscribed: results aren't found only by the sweep."""
    account = system.edges[1].register()
    with subscribed(system.serve, account) as [subscriber]:
        lose_the_primary(system, group)
        for seq in (1, 2, 3):
            assert system.edges[1].play(account, 842).json()["seq"] == seq
            subscriber.wait_for(seq, PUSHED_SECONDS)


def test_a_limit_counts_across_all_processes_again(system: System, group: SentinelGroup) -> None:
    lose_the_primary(system, group)
    account = system.edges[0].register()
    statuses = [refresh(system, account, number) for number in range(REFRESHES + 1)]
    assert statuses == [200] * REFRESHES + [429]


def test_emails_of_players_who_register_during_it_are_sent_once(system: System, group: SentinelGroup) -> None:
    old, new = group.primary, group.replica
    old.kill()
    addresses = [edge.register().user["email"] for edge in system.edges for _ in range(2)]
    group.await_primary(new)
    system.await_health()
    wait_until(lambda: system.sweep_mails() == "queued 0", MAIL_SECONDS)
    wait_until(lambda: all(system.mailbox.to(address) for address in addresses), MAIL_SECONDS)
    assert 'numberplay_queue_length{queue="mail"} 0.0' in system.edges[1].call("GET", "/metrics").text
    later = system.edges[1].register().user["email"]
    wait_until(lambda: bool(system.mailbox.to(later)), MAIL_SECONDS)  # without the sweep
    assert [len(system.mailbox.to(address)) for address in (*addresses, later)] == [1] * 5


def lose_the_primary(system: System, group: SentinelGroup) -> None:
    old, new = group.primary, group.replica
    old.kill()
    group.await_primary(new)
    system.await_health()
    uncontended.sleep(3)  # the layer doesn't report when it is subscribed again


def refresh(system: System, account: Account, number: int) -> int:
    answer = system.edges[number % 2].call("POST", "/auth/api/token/refresh/", body={"refresh": account.refresh})
    if answer.status_code == 200:
        account.refresh = answer.json()["refresh"]
    return answer.status_code

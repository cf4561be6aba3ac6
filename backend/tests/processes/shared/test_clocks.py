"""Two hosts whose clocks differ, with one MariaDB and one Redis."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import httpx
import pytest

from tests.processes.players import Account, Edge, Subscriber, wait_until
from tests.processes.programs import UNLIMITED, Serve, environment, manage
from tests.processes.shifted import shifted
from tests.services import RedisServer, database_server

SMALL = (-5, -0.3, 0.3, 5)
LARGE = (-90, 90)
ROUNDS = 10  # claims have whole seconds, which would hide a difference of 0.3 s in two of three cases
SESSIONS = (
    "from accounts.models import Session; print(sorted(set(Session.objects.values_list('end_reason', flat=True))))"
)


@pytest.fixture(scope="module")
def here() -> Iterator[Edge]:
    """A process whose clock is correct."""
    with database_server(durable=False) as database, RedisServer() as redis:
        env = environment(DATABASE_URL=database.url, REDIS_URL=redis.url, **UNLIMITED)
        done = manage("migrate", "--verbosity", "0", env=env)
        assert done.returncode == 0, done.stderr
        with Serve(env) as serve, closing(Edge(serve)) as edge:
            yield edge


@pytest.fixture
def there(here: Edge, request: pytest.FixtureRequest) -> Iterator[Edge]:
    """Another process, whose clock is that many seconds ahead."""
    with Serve(shifted(here.program.env, request.param)) as serve, closing(Edge(serve)) as edge:
        yield edge


def refresh(edge: Edge, account: Account) -> httpx.Response:
    return edge.call("POST", "/auth/api/token/refresh/", body={"refresh": account.refresh})


def refreshed(edge: Edge, account: Account) -> Account:
    answer = refresh(edge, account)
    assert answer.status_code == 200, answer.text
    return replace(account, **answer.json())


def ends_of_sessions(edge: Edge) -> str:
    """The distinct reasons for the end of sessions, one of which is empty if a session is active."""
    done = manage("shell", "--verbosity", "0", "--command", SESSIONS, env=edge.program.env)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("there", SMALL, indirect=True)
def test_a_small_difference_has_no_effect(here: Edge, there: Edge) -> None:
    for one, other in ((here, there), (there, here)):
        account = one.register()
        assert [edge.play(account, 842).json()["seq"] for edge in (other, one)] == [1, 2]
        with closing(Subscriber(other.program, account)) as socket:
            for seq in range(3, 3 + ROUNDS):
                renewed = refreshed(one, account)
                assert refreshed(other, account).refresh == renewed.refresh  # another tab, or a lost response
                account = renewed
                assert other.play(account, 841).json()["seq"] == seq
                assert other.statistics(account)["total_games"] == seq
            socket.wait_for(seq)
            assert socket.ask(type="ping") == {"type": "pong", "seq": seq}
            assert socket.seqs == list(range(3, seq + 1))
    assert ends_of_sessions(here) == "['']"
    assert "clock.differs" not in there.program.log


@pytest.mark.parametrize("there", LARGE, indirect=True)
def test_a_large_difference_loses_nothing_and_is_no_theft(here: Edge, there: Edge) -> None:
    account = here.register()
    ours, theirs = refreshed(here, account), refreshed(there, account)
    assert theirs.refresh == ours.refresh
    with closing(Subscriber(here.program, ours)) as near, closing(Subscriber(there.program, theirs)) as far:
        for seq in range(1, 11):
            edge, tokens = ((here, ours), (there, theirs))[seq % 2]
            assert edge.play(tokens, 842).json()["seq"] == seq
            assert here.statistics(ours)["total_games"] == there.statistics(theirs)["total_games"] == seq
        for socket in (near, far):
            socket.wait_for(10)
            assert socket.seqs == list(range(1, 11))
        assert (near.close_code, far.close_code) == (None, None)
    assert refreshed(there, ours).refresh == refreshed(here, ours).refresh
    assert ends_of_sessions(here) == "['']"


@pytest.mark.parametrize("there", LARGE, indirect=True)
def test_a_large_difference_is_an_error_in_the_log_and_a_metric(here: Edge, there: Edge) -> None:
    ahead = float(there.program.env["FAKETIME"])
    account = there.register()
    there.login(account)
    assert there.program.log.count("clock.differs") == 1
    assert "clock.differs" not in here.program.log
    assert offset(there) == pytest.approx(ahead, abs=1)
    with closing(Subscriber(here.program, here.register())):
        wait_until(lambda: abs(offset(here)) < 1)


def offset(edge: Edge) -> float:
    lines = edge.call("GET", "/metrics").text.splitlines()
    [value] = [line.split()[1] for line in lines if line.startswith("numberplay_clock_offset_seconds ")]
    return float(value)

"""The faults, and the cures of docs/monitoring.md."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import redis

from load import PASSWORD
from system import System, wait

FAULT_SECONDS = 100  # at most
FOR_200_MS = """
local time = redis.call('TIME')
local ending = time[1] * 1e6 + time[2] + 200000
repeat time = redis.call('TIME') until time[1] * 1e6 + time[2] > ending
"""
QUEUE_TASKS = """
from accounts.mail.tasks import send_mail
for _ in range(300): send_mail.delay("00000000-0000-0000-0000-000000000000")
"""
SEND_AGAIN = """
from accounts.mail.delivery import revive
from accounts.mail.tasks import sweep_mails
from accounts.models import Mail
assert revive(Mail.objects.filter(state=Mail.FAILED))
sweep_mails()
"""
RECONCILE = "from game.tasks import reconcile_statistics; reconcile_statistics.delay()"
REPLACED_SECONDS = 11  # after which a replaced refresh token is refused


@dataclass(frozen=True)
class Drill:
    """`fault` provokes it when the context is entered, and follows the runbook when it is left."""

    alerts: tuple[str, ...]
    what: str
    cure: str
    fault: Callable[[System], Any]
    recovered: Callable[[System], bool] = System.plays


@contextmanager
def no_backend(system: System) -> Iterator[None]:
    for program in system.stack.roles["http"]:
        program.kill()
    yield
    for program in system.stack.roles["http"]:
        program.start()


@contextmanager
def no_instance(system: System) -> Iterator[None]:
    system.stack.roles["http"][0].kill()
    yield
    system.stack.roles["http"][0].start()


@contextmanager
def frozen_database(system: System) -> Iterator[None]:
    system.stack.database.pause()
    yield
    system.stack.database.resume()


@contextmanager
def read_only_database(system: System) -> Iterator[None]:
    """The account of the tests may do everything, so it loses the privilege that ignores `read_only`."""
    with system.stack.database.connect() as connection, connection.cursor() as cursor:
        cursor.execute("REVOKE READ ONLY ADMIN ON *.* FROM CURRENT_USER()")
        cursor.execute("SET GLOBAL read_only = 1")
        yield
        cursor.execute("SET GLOBAL read_only = 0")


@contextmanager
def few_connections(system: System) -> Iterator[None]:
    """The connection stays open for the cure, as there may be no other."""
    with system.stack.database.connect() as connection, connection.cursor() as cursor:
        cursor.execute("SHOW GLOBAL STATUS LIKE 'Threads_connected'")
        cursor.execute(f"SET GLOBAL max_connections = {int(int(cursor.fetchall()[0][1]) * 1.15)}")
        yield
        cursor.execute("SET GLOBAL max_connections = 400")


@contextmanager
def locked_rows(system: System) -> Iterator[None]:
    with system.stack.database.connect("numberplay") as connection, connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT * FROM game_playerstatistics FOR UPDATE")
        yield
        cursor.execute("ROLLBACK")


@contextmanager
def no_redis(system: System) -> Iterator[None]:
    system.stack.redis.kill()
    yield
    system.stack.redis.start()


@contextmanager
def full_redis(system: System) -> Iterator[None]:
    with redis.Redis.from_url(system.stack.redis.url) as client:
        client.config_set("maxmemory", int(int(client.info("memory")["used_memory"]) * 1.05))
        yield
        client.config_set("maxmemory", 0)


@contextmanager
def repeated(step: Callable[[], object]) -> Iterator[None]:
    ended = threading.Event()

    def run() -> None:
        while not ended.is_set():
            step()

    thread = threading.Thread(target=run)
    thread.start()
    yield
    ended.set()
    thread.join()


@contextmanager
def busy_redis(system: System) -> Iterator[None]:
    with redis.Redis.from_url(system.stack.redis.url) as client, repeated(lambda: client.eval(FOR_200_MS, 0)):
        yield


@contextmanager
def lost_hints(system: System) -> Iterator[None]:
    def step() -> None:
        client.client_kill_filter(_type="pubsub")
        time.sleep(0.1)

    with redis.Redis.from_url(system.stack.redis.url) as client, repeated(step):
        yield


@contextmanager
def slow_sockets(system: System) -> Iterator[None]:
    """As if their hosts had no CPU time left."""

    def step() -> None:
        for program in system.stack.roles["socket"]:
            program.pause()
        time.sleep(1)
        for program in system.stack.roles["socket"]:
            program.resume()
        time.sleep(0.5)

    with repeated(step):
        yield


@contextmanager
def no_workers(system: System) -> Iterator[None]:
    for worker in system.workers:
        worker.kill()
    system.shell(QUEUE_TASKS)
    yield
    for worker in system.workers:
        worker.start()


@contextmanager
def refused_emails(system: System) -> Iterator[None]:
    async def refuse(*_: object) -> str:
        return "550 no such user"

    mailbox: Any = system.stack.mailbox
    mailbox.handle_RCPT = refuse
    yield
    del mailbox.handle_RCPT
    system.shell(SEND_AGAIN)


@contextmanager
def wrong_statistics(system: System) -> Iterator[None]:
    player = system.load.register("wrong_statistics")
    account = f"(SELECT id FROM accounts_user WHERE username = '{player.name}')"
    system.sql(f"UPDATE game_playerstatistics SET wins = 7 WHERE player_id = {account}")
    system.shell(RECONCILE)
    yield


@contextmanager
def stolen_tokens(system: System) -> Iterator[None]:
    players = [system.load.register(f"stolen_{number}") for number in range(8)]

    def refresh(token: str) -> int:
        return system.client.post(f"{system.stack.url}/auth/api/token/refresh/", json={"refresh": token}).status_code

    assert {refresh(player.refresh) for player in players} == {200}
    time.sleep(REPLACED_SECONDS)
    assert {refresh(player.refresh) for player in players} == {401}
    yield
    body = {"email": players[0].email, "password": PASSWORD}
    assert system.client.post(f"{system.stack.url}/auth/api/login/", json=body).status_code == 200


DRILLS = (
    Drill(("BackendGone", "InstanceDown"), "all gunicorn processes killed", "start them", no_backend),
    Drill(("InstanceDown",), "one of two gunicorns killed", "start it", no_instance),
    Drill(("DatabaseHangs", "ManyErrors", "PlaysFail"), "MariaDB frozen", "MariaDB continues", frozen_database),
    Drill(("DatabaseReadOnly", "PlaysFail"), "`SET GLOBAL read_only = 1`", "`read_only = 0`", read_only_database),
    Drill(("DatabaseConnectionsFull",), "`max_connections` 15 % above what is open", "raise it", few_connections),
    Drill(("SlowPlays",), "all rows of statistics locked", "end the transaction", locked_rows),
    Drill(
        ("RedisFaults", "HintsLost", "QueuesUnknown", "TasksNotQueued"),
        "Redis killed, while players register",
        "start it",
        no_redis,
        lambda system: system.holds("numberplay_queue_length"),
    ),
    Drill(("RedisMemoryFull",), "`maxmemory` 5 % above what is used", "raise it", full_redis),
    Drill(("RedisBusy",), "scripts of 200 ms, one after the other", "end them", busy_redis),
    Drill(("ManyCatchUps",), "subscriptions closed ten times a second", "no longer", lost_hints),
    Drill(("FramesLate",), "socket servers frozen for two thirds of the time", "no longer", slow_sockets),
    Drill(
        ("WorkersGone", "QueueGrows"),
        "all workers killed, 300 tasks queued",
        "start them",
        no_workers,
        lambda system: system.holds('numberplay_queue_length{queue="mail"} == 0'),
    ),
    Drill(
        ("MailsFailed",),
        "the mail server refuses all addresses for good",
        "it accepts them; *Send again*",
        refused_emails,
        lambda system: not system.sql("SELECT 1 FROM accounts_mail WHERE state = 'failed'"),
    ),
    Drill(
        ("StatisticsMended",),
        "a row of statistics changed by hand",
        "none: the task has corrected it",
        wrong_statistics,
        lambda system: not system.sql("SELECT 1 FROM game_playerstatistics WHERE wins = 7 AND seq = 0"),
    ),
    Drill(("TokensStolen",), "eight replaced refresh tokens used again", "sign in again", stolen_tokens),
)


def follow(drill: Drill, system: System) -> tuple[float | None, float | None]:
    """Seconds from the fault to the alerts, and from the cure to recovery."""
    with drill.fault(system):
        noticed = wait(lambda: set(drill.alerts) <= system.prometheus.firing(), FAULT_SECONDS)
        missing = set(drill.alerts) - system.prometheus.firing() if noticed is None else None
        cured = time.monotonic()
    recovered = wait(lambda: drill.recovered(system), FAULT_SECONDS)
    if missing:
        print(f"  not fired: {missing}; firing: {system.prometheus.firing()}")
    return noticed, None if recovered is None else time.monotonic() - cured

"""Redis under Sentinel for the tests: two servers, one of which replicates the other, and three Sentinels."""

from __future__ import annotations

import time
from contextlib import ExitStack, suppress
from typing import Any, Self

import redis

from tests.services.ports import HOST
from tests.services.redis import RedisServer

SERVICE = "game"
DOWN_AFTER_MILLISECONDS = 1000
QUORUM = 2
SETTLED_SECONDS = 60  # on a busy machine, an election may take several attempts

# A Sentinel writes its state into this file.
CONFIGURATION = """\
port {port}
bind {host}
dir {directory}
sentinel monitor {service} {host} {primary} {quorum}
sentinel down-after-milliseconds {service} {down_after}
sentinel failover-timeout {service} 4000
"""


class ReplicatedRedis(RedisServer):
    """Starts as a primary, even after a crash. The Sentinels then make it a replica if they have elected another."""

    def _command(self) -> list[str]:
        # Without the pause, which waits for further replicas, a first synchronization takes 5 seconds longer.
        return [*super()._command(), "--repl-diskless-sync-delay", "0", "--repl-ping-replica-period", "1"]

    def ask(self, *command: str | int) -> Any:
        with redis.Redis(port=self.port, socket_timeout=1, socket_connect_timeout=1) as client:
            return client.execute_command(*command)

    def has_all_of(self, primary: ReplicatedRedis) -> bool:
        """Waits until it is the other's replica. A connected one may still lack acknowledged writes."""
        _, offset, *_ = primary.ask("ROLE")
        role, *rest = self.ask("ROLE")
        return bool(role == b"slave" and rest[2] == b"connected" and rest[3] >= offset)


class SentinelServer(RedisServer):
    name = "Sentinel"

    def __init__(self, primary: ReplicatedRedis) -> None:
        super().__init__()
        values = {"port": self.port, "directory": self.directory, "primary": primary.port}
        text = CONFIGURATION.format(
            host=HOST, service=SERVICE, quorum=QUORUM, down_after=DOWN_AFTER_MILLISECONDS, **values
        )
        (self.directory / "sentinel.conf").write_text(text)

    def _command(self) -> list[str]:
        return [self._program, str(self.directory / "sentinel.conf"), "--sentinel"]

    def start(self) -> None:
        """Polls the servers twice a second, because the default of ten seconds would slow down the tests."""
        super().start()
        with redis.Redis(port=self.port) as client:
            client.execute_command("SENTINEL", "DEBUG", "info-period", 500, "publish-period", 500)

    def state(self) -> dict[str, Any]:
        """The Sentinel's view of the service, with the field names of `SENTINEL MASTERS`."""
        with redis.Redis(port=self.port, socket_timeout=1, socket_connect_timeout=1) as client:
            return dict(client.sentinel_master(SERVICE))


class SentinelGroup:
    """A context manager. `servers` are killed, paused and started like any other; `primary` is one of them."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self.servers = (ReplicatedRedis(), ReplicatedRedis())
        self.sentinels = [SentinelServer(self.servers[0]) for _ in range(3)]

    @property
    def url(self) -> str:
        return f"redis+sentinel://{','.join(f'{HOST}:{each.port}' for each in self.sentinels)}/{SERVICE}/0"

    @property
    def primary(self) -> ReplicatedRedis:
        """According to most of the Sentinels."""
        ports = sorted(sentinel.state()["port"] for sentinel in self.sentinels)
        return next(server for server in self.servers if server.port == ports[1])

    @property
    def replica(self) -> ReplicatedRedis:
        primary = self.primary
        return next(server for server in self.servers if server is not primary)

    def await_settled(self) -> None:
        """Waits until all Sentinels have found each other and the replica is in sync, so that a failover can start."""
        self.await_that(self._is_settled)

    def await_primary(self, server: ReplicatedRedis) -> float:
        """Returns the seconds until the Sentinels had promoted it."""
        began = time.monotonic()
        self.await_that(lambda: self.primary is server and server.ask("ROLE")[0] == b"master")
        return time.monotonic() - began

    def describe(self) -> str:
        """The states according to each server and each Sentinel, for failure messages."""
        roles = [f"{server.port}: {_answer(lambda server=server: server.ask('ROLE'))}" for server in self.servers]
        states = [f"{each.port}: {_answer(each.state)}" for each in self.sentinels]
        return "\n".join([*roles, *states])

    def restore(self) -> None:
        """Starts and resumes everything.

        The Sentinels are restarted, because a paused one does nothing for 30 s (TILT). It would detect a failure in
        that time too late to accept any replica afterwards.
        """
        for server in self.servers:
            with suppress(RuntimeError):  # it is running already
                server.start()
            server.resume()
        for sentinel in self.sentinels:
            sentinel.kill()
            sentinel.start()
        self.await_settled()

    def await_that(self, condition: Any) -> None:
        deadline = time.monotonic() + SETTLED_SECONDS
        while not _holds(condition):
            if time.monotonic() > deadline:
                raise TimeoutError(self.describe())
            time.sleep(0.05)

    def _is_settled(self) -> bool:
        states = [sentinel.state() for sentinel in self.sentinels]
        known = all((state["num-other-sentinels"], state["num-slaves"]) == (2, 1) for state in states)
        well = all(state["is_master"] and not state["is_sdown"] for state in states)
        agreed = len({state["port"] for state in states}) == 1
        return known and well and agreed and self.replica.has_all_of(self.primary)

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            for server in (*self.servers, *self.sentinels):
                stack.enter_context(server)
            self.servers[1].ask("REPLICAOF", HOST, self.servers[0].port)
            self.await_settled()
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *fault: Any) -> None:
        self._stack.__exit__(*fault)


def _answer(question: Any) -> Any:
    try:
        return question()
    except (redis.RedisError, OSError) as error:
        return error


def _holds(condition: Any) -> bool:
    try:
        return bool(condition())
    except (redis.RedisError, OSError):
        return False

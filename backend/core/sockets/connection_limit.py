"""Limits each owner's sockets across all processes. Each process reports its counts and a heartbeat to Redis.

Only the counts of live processes are added up, so a killed process no longer counts after a few seconds. Without Redis,
each process applies the limit to its own sockets. See docs/decisions/0033 and 0058 for the reasons.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.redis.client import Unavailable, atomically, breaker, is_cluster, key
from core.redis.connection import Command

HEARTBEAT_TTL_SECONDS = 6  # renewed by every exchange; the hub's heartbeat makes one at least every 1.5 s
KEPT_SECONDS = 24 * 3600
HEARTBEAT_PREFIX = key("process:")
TOTALS = key("sockets_of_processes")

# KEYS: the owner's counts by process. ARGV: this process, its count, the limit, the expiry, and dead processes.
# Stores the count if the total is within the limit; otherwise returns the other processes that have counts.
ADMIT = """
local sum, others, dead = tonumber(ARGV[2]), {}, {}
for at = 5, #ARGV do dead[ARGV[at]] = true end
local counts = redis.call('HGETALL', KEYS[1])
for at = 1, #counts, 2 do
  if dead[counts[at]] then redis.call('HDEL', KEYS[1], counts[at])
  elseif counts[at] ~= ARGV[1] then
    sum = sum + tonumber(counts[at + 1])
    table.insert(others, counts[at])
  end
end
if sum > tonumber(ARGV[3]) then return others end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 1
"""


@dataclass(frozen=True)
class ConnectionCount:
    """The owner has `here` sockets in this process. With a limit, the report requests admission for the newest one."""

    owner: str
    here: int
    limit: int | None = None

    def command(self, process: str, dead: Sequence[str] = ()) -> Command:
        name = key(f"sockets:{self.owner}")
        if self.limit is not None:
            return ("EVAL", ADMIT, 1, name, process, self.here, self.limit, KEPT_SECONDS, *dead)
        return ("HSET", name, process, self.here) if self.here else ("HDEL", name, process)


def _as_of_the_end(counts: Sequence[ConnectionCount], at: int) -> ConnectionCount:
    """Returns the count as of the end of the batch, so that later reports of closed sockets aren't overwritten."""
    count = counts[at]
    return replace(count, here=min(later.here for later in counts[at:] if later.owner == count.owner))


class Registration:
    """This process's registration in Redis.

    The value of its heartbeat key is the number of its last exchange. If an exchange finds a different value or none,
    Redis has lost data: it was flushed, restarted with older data, or a replica was promoted. After that, or after a
    report that may have been lost, all counts are reported again under a new id. Counts under the old id expire, so
    that a lost report can't lock out an owner. In a cluster, the heartbeat is stored on one of several nodes; the
    failover of another node is detected by the cluster's epoch.
    """

    def __init__(self) -> None:
        self.is_lost = False
        self._process = uuid.uuid4().hex
        self._exchanges = 0
        self._epochs: list[bytes] = []

    def report(self, counts: Sequence[ConnectionCount]) -> list[bool]:
        """Reports the counts in order. For each, returns whether admission was granted; True if none was requested, or
        without Redis.
        """
        try:
            answers = self._exchange([count.command(self._process) for count in counts])
            refused = [at for at, answer in enumerate(answers) if isinstance(answer, list)]
            dead = self._dead({process for at in refused for process in answers[at]})
            if dead:
                again = [_as_of_the_end(counts, at).command(self._process, dead) for at in refused]
                for at, answer in zip(refused, self._exchange(again), strict=True):
                    answers[at] = answer
        except Unavailable:
            return [True] * len(counts)
        return [not isinstance(answer, list) for answer in answers]

    def _dead(self, processes: Collection[bytes]) -> list[str]:
        """Returns the processes without a heartbeat, which never return under the same id."""
        names = [process.decode() for process in processes]
        exist = [("EXISTS", f"{HEARTBEAT_PREFIX}{name}") for name in names]
        answers = breaker.run(lambda connection: connection.execute(*exist)) if names else []
        return [name for name, exists in zip(names, answers, strict=True) if not exists]

    def heartbeat(self, total: int) -> bool:
        """Renews the heartbeat, and reports the number of all sockets of this process. Returns False if all counts have
        to be reported again (`register`).
        """
        reported: Command = ("HSET", TOTALS, self._process, total)
        try:
            _, *info = self._exchange([reported, *([("CLUSTER", "INFO")] if is_cluster() else [])])
        except Unavailable:
            return True  # the next heartbeat reports the number
        epochs = [line for line in b"".join(info).splitlines() if line.startswith(b"cluster_current_epoch:")]
        self.is_lost = self.is_lost or (bool(self._epochs) and epochs != self._epochs)
        self._epochs = epochs
        return not self.is_lost

    def register(self, counts: Sequence[ConnectionCount]) -> None:
        """Reports all counts under a new id, atomically except in a cluster."""
        old, self._process, self._exchanges = self._heartbeat_key(), uuid.uuid4().hex, 1
        commands: list[Command] = [("DEL", old), ("SET", self._heartbeat_key(), 1, "EX", HEARTBEAT_TTL_SECONDS)]
        for count in counts:
            commands.append(count.command(self._process))
            commands.append(("EXPIRE", commands[-1][1], KEPT_SECONDS))
        self.is_lost = True
        try:
            breaker.run(lambda connection: connection.execute(*atomically(*commands)))
        except Unavailable:
            return
        self.is_lost = False

    def total(self) -> int | None:
        """Returns the sockets of all live processes as of their last heartbeats; None while Redis is unavailable."""
        try:
            [totals] = breaker.run(lambda connection: connection.execute(("HGETALL", TOTALS)))
            dead = self._dead(totals)
            if dead:
                breaker.run(lambda connection: connection.execute(("HDEL", TOTALS, *dead)))
        except Unavailable:
            return None
        return sum(int(count) for process, count in totals.items() if process.decode() not in dead)

    def deregister(self) -> None:
        """Stops counting the sockets of this process, whose clients are about to reconnect to other processes."""
        self.is_lost = True
        try:
            breaker.run(lambda connection: connection.execute(("DEL", self._heartbeat_key())))
        except Unavailable:
            return

    def _exchange(self, commands: Sequence[Command]) -> list[Any]:
        before, self._exchanges = self._exchanges, self._exchanges + 1
        heartbeat: Command = ("SET", self._heartbeat_key(), self._exchanges, "EX", HEARTBEAT_TTL_SECONDS, "GET")
        try:
            found, *answers = breaker.run(lambda connection: connection.execute(heartbeat, *commands))
        except Unavailable:
            self.is_lost = True
            raise
        expected = (
            {b"%d" % before, b"%d" % self._exchanges} if before else {None, b"1"}
        )  # the command may be sent twice
        self.is_lost = self.is_lost or found not in expected
        return answers

    def _heartbeat_key(self) -> str:
        return f"{HEARTBEAT_PREFIX}{self._process}"


registration = Registration()

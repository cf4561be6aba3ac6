"""Limits the sockets of an owner across all processes. Each process reports its counts and a heartbeat to Redis.

Only counts of live processes are added up, so those of a killed process are gone within seconds. Without Redis, each
process applies the limit to its own sockets. docs/decisions/0033 and 0058 have the reasons.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.redis.client import Unavailable, breaker, key
from core.redis.connection import Command

HEARTBEAT_TTL_SECONDS = 6  # renewed by every exchange, at least every 1.5 s by the hub's heartbeat
KEPT_SECONDS = 24 * 3600
HEARTBEAT_PREFIX = key("process:")

# KEYS: the owner's counts by process. ARGV: this process, its count, the limit, the expiry, the prefix of heartbeats.
# Stores the count and returns the sum if it is within the limit, or else returns 0.
ADMIT = """
local sum, counts = tonumber(ARGV[2]), redis.call('HGETALL', KEYS[1])
for at = 1, #counts, 2 do
  if counts[at] ~= ARGV[1] then
    if redis.call('EXISTS', ARGV[5] .. counts[at]) == 1 then sum = sum + tonumber(counts[at + 1])
    else redis.call('HDEL', KEYS[1], counts[at]) end
  end
end
if sum > tonumber(ARGV[3]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[4])
return sum
"""


@dataclass(frozen=True)
class ConnectionCount:
    """The owner has `here` sockets in this process. With a limit, the newest one requests admission."""

    owner: str
    here: int
    limit: int | None = None

    def command(self, process: str) -> Command:
        name = key(f"sockets:{self.owner}")
        if self.limit is not None:
            return ("EVAL", ADMIT, 1, name, process, self.here, self.limit, KEPT_SECONDS, HEARTBEAT_PREFIX)
        return ("HSET", name, process, self.here) if self.here else ("HDEL", name, process)


class Registration:
    """The registration of this process in Redis.

    The value of its heartbeat key is the number of its last exchange. If an exchange finds another value or none, Redis
    has lost data: it was flushed, restarted with older data, or a replica was promoted. After that, or after a report
    that may have been lost, all counts are reported again under a new id. Counts under the old id expire, so that a
    lost report can't lock out an owner.
    """

    def __init__(self) -> None:
        self.is_lost = False
        self._process = uuid.uuid4().hex
        self._exchanges = 0

    def report(self, counts: Sequence[ConnectionCount]) -> list[bool]:
        """Reports in this order. Returns whether each request for admission is granted; True for other reports, and
        without Redis.
        """
        try:
            answers = self._exchange([count.command(self._process) for count in counts])
        except Unavailable:
            return [True] * len(counts)
        return [count.limit is None or bool(answer) for count, answer in zip(counts, answers, strict=True)]

    def heartbeat(self) -> bool:
        """Returns False if all counts have to be reported again (`register`)."""
        try:
            self._exchange([])
        except Unavailable:
            return True  # the next heartbeat reports it
        return not self.is_lost

    def register(self, counts: Sequence[ConnectionCount]) -> None:
        """Reports all counts under a new id, atomically."""
        old, self._process, self._exchanges = self._heartbeat_key(), uuid.uuid4().hex, 1
        commands: list[Command] = [
            ("MULTI",),
            ("DEL", old),
            ("SET", self._heartbeat_key(), 1, "EX", HEARTBEAT_TTL_SECONDS),
        ]
        for count in counts:
            commands.append(count.command(self._process))
            commands.append(("EXPIRE", commands[-1][1], KEPT_SECONDS))
        self.is_lost = True
        try:
            breaker.run(lambda connection: connection.execute(*commands, ("EXEC",)))
        except Unavailable:
            return
        self.is_lost = False

    def deregister(self) -> None:
        """Stops counting the sockets of this process, which are about to reconnect elsewhere."""
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

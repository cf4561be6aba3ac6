"""How many sockets an owner has over all processes: each one reports its counts to Redis, and that it is alive.

Only the counts of living processes are added up, so those of a killed one are gone within seconds. Without Redis each
process holds its sockets to the limit on its own. docs/decisions/0033 and 0058 have the reasons.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.redis.client import Unavailable, breaker, key
from core.redis.connection import Command

LIFE_SECONDS = 6  # renewed by every exchange, and those of the hub's heartbeat are 1.5 s apart
KEPT_SECONDS = 24 * 3600
LIVES = key("process:")

# KEYS: the owner's counts by process. ARGV: this process, its count, the limit, how long to keep, the prefix of lives.
# Gives the sum, and stores the count, if the sum is within the limit; else gives 0.
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
    """The owner has `here` sockets in this process. With a limit, the last of them asks to be admitted."""

    owner: str
    here: int
    limit: int | None = None

    def command(self, process: str) -> Command:
        name = key(f"sockets:{self.owner}")
        if self.limit is not None:
            return ("EVAL", ADMIT, 1, name, process, self.here, self.limit, KEPT_SECONDS, LIVES)
        return ("HSET", name, process, self.here) if self.here else ("HDEL", name, process)


class Registration:
    """This process as Redis knows it.

    The value of its life key is the number of its last exchange. An exchange that finds another value, or none, shows
    that Redis has lost something: it was flushed, restarted with what it had saved earlier, or a replica was promoted.
    Then, and after a report that may not have arrived, every count is reported again, under a new id: what was counted
    under the old one ends with it, so that no lost report can lock an owner out.
    """

    def __init__(self) -> None:
        self.is_lost = False
        self._process = uuid.uuid4().hex
        self._exchanges = 0

    def report(self, counts: Sequence[ConnectionCount]) -> list[bool]:
        """In this order. Of one that asks to be admitted, whether it is; True for the others, and without Redis."""
        try:
            answers = self._exchange([count.command(self._process) for count in counts])
        except Unavailable:
            return [True] * len(counts)
        return [count.limit is None or bool(answer) for count, answer in zip(counts, answers, strict=True)]

    def heartbeat(self) -> bool:
        """False where every count has to be reported again (`register`)."""
        try:
            self._exchange([])
        except Unavailable:
            return True  # the next one says it
        return not self.is_lost

    def register(self, counts: Sequence[ConnectionCount]) -> None:
        """Reports all counts under a new id. Nobody sees the old and the new ones together."""
        old, self._process, self._exchanges = self._life(), uuid.uuid4().hex, 1
        commands: list[Command] = [("MULTI",), ("DEL", old), ("SET", self._life(), 1, "EX", LIFE_SECONDS)]
        for count in counts:
            commands.append(count.command(self._process))
            commands.append(("EXPIRE", commands[-1][1], KEPT_SECONDS))
        self.is_lost = True
        try:
            breaker.run(lambda connection: connection.ask(*commands, ("EXEC",)))
        except Unavailable:
            return
        self.is_lost = False

    def deregister(self) -> None:
        """The sockets of this process are about to reconnect elsewhere, and are not counted here from now on."""
        self.is_lost = True
        try:
            breaker.run(lambda connection: connection.ask(("DEL", self._life())))
        except Unavailable:
            return

    def _exchange(self, commands: Sequence[Command]) -> list[Any]:
        before, self._exchanges = self._exchanges, self._exchanges + 1
        life: Command = ("SET", self._life(), self._exchanges, "EX", LIFE_SECONDS, "GET")
        try:
            found, *answers = breaker.run(lambda connection: connection.ask(life, *commands))
        except Unavailable:
            self.is_lost = True
            raise
        expected = {b"%d" % before, b"%d" % self._exchanges} if before else {None, b"1"}  # it may be sent twice
        self.is_lost = self.is_lost or found not in expected
        return answers

    def _life(self) -> str:
        return f"{LIVES}{self._process}"


registration = Registration()

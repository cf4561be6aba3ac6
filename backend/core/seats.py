"""How many sockets an owner has, over all processes: each tells Redis its own number, and that it lives.

Only the numbers of processes that live count, so a killed one is forgotten within seconds. Without Redis each process
holds its sockets to the limit on its own. docs/decisions/0033 has the reasons.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.redis import Unavailable, breaker, key
from core.redis_line import Command

LIFE_SECONDS = 6  # said again at every sweep of the hub
KEPT_SECONDS = 24 * 3600

_process = uuid.uuid4().hex

# KEYS: the owner's numbers by process; this process' life. Tells the number here, if the sum is within the limit,
# and gives the sum; else 0.
CLAIM = """
redis.call('SET', KEYS[2], '', 'EX', ARGV[5])
local lives, sum = string.sub(KEYS[2], 1, -string.len(ARGV[1]) - 1), tonumber(ARGV[2])
local told = redis.call('HGETALL', KEYS[1])
for place = 1, #told, 2 do
  if told[place] ~= ARGV[1] then
    if redis.call('EXISTS', lives .. told[place]) == 1 then sum = sum + tonumber(told[place + 1])
    else redis.call('HDEL', KEYS[1], told[place]) end
  end
end
if sum > tonumber(ARGV[3]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[4])
return sum
"""


@dataclass(frozen=True)
class Word:
    """The owner has so many sockets here now. With a limit one has come, and asks whether that is within it."""

    owner: str
    here: int
    limit: int | None = None

    def command(self) -> Command:
        if self.limit is not None:
            mine = (_process, self.here, self.limit, KEPT_SECONDS, LIFE_SECONDS)
            return ("EVAL", CLAIM, 2, _numbers(self.owner), _life(), *mine)
        if self.here:
            return ("HSET", _numbers(self.owner), _process, self.here)
        return ("HDEL", _numbers(self.owner), _process)


def tell(words: Sequence[Word]) -> list[bool]:
    """In this order. Of one who has come, whether there is a place for it."""
    try:
        answers = breaker.run(lambda line: line.ask(*(word.command() for word in words)))
    except Unavailable:
        return [True] * len(words)
    return [word.limit is None or bool(answer) for word, answer in zip(words, answers, strict=True)]


def live() -> None:
    _say(lambda: ("SET", _life(), "", "EX", LIFE_SECONDS))


def die() -> None:
    """Its sockets are about to come back elsewhere, and count no more from now on."""
    _say(lambda: ("DEL", _life()))


def _say(command: Callable[[], Command]) -> None:
    with contextlib.suppress(Unavailable):
        breaker.run(lambda line: line.ask(command()))


def _numbers(owner: str) -> str:
    return key(f"sockets:{owner}")


def _life() -> str:
    return key(f"process:{_process}")

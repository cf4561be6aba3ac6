"""How many sockets an owner has, over all processes: each tells Redis its own number, and that it lives.

Only the numbers of processes that live count, so a killed one is forgotten within seconds. Without Redis each process
holds its sockets to the limit on its own. docs/decisions/0033 has the reasons.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable

from redis import Redis

from core.redis import Unavailable, breaker, run_key

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


def claim(owner: str, here: int, limit: int) -> bool:
    """Whether the owner, with `here` sockets in this process, has no more than `limit` in all."""

    def ask(redis: Redis) -> bool:
        arguments = [_process, str(here), str(limit), str(KEPT_SECONDS), str(LIFE_SECONDS)]
        return bool(redis.eval(CLAIM, 2, _numbers(redis, owner), _life(redis), *arguments))

    try:
        return breaker.run(ask)
    except Unavailable:
        return True


def tell(owner: str, here: int) -> None:
    """After one has gone."""

    def say(redis: Redis) -> None:
        if here:
            redis.hset(_numbers(redis, owner), _process, str(here))
        else:
            redis.hdel(_numbers(redis, owner), _process)

    _try(say)


def live() -> None:
    _try(lambda redis: redis.set(_life(redis), "", ex=LIFE_SECONDS))


def die() -> None:
    """Its sockets are about to come back elsewhere, and count no more from now on."""
    _try(lambda redis: redis.delete(_life(redis)))


def _try(work: Callable[[Redis], object]) -> None:
    with contextlib.suppress(Unavailable):
        breaker.run(work)


def _numbers(redis: Redis, owner: str) -> str:
    return run_key(redis, f"sockets:{owner}")


def _life(redis: Redis) -> str:
    return run_key(redis, f"process:{_process}")

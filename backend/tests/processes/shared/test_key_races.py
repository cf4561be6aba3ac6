"""A key used concurrently on sockets of two processes and over HTTP makes one play, and one frame on each socket."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from tests.processes.players import Subscriber, wait_until
from tests.processes.programs import UNLIMITED, Serve, environment
from tests.processes.stage import Stage

ROUNDS = 40


def test_one_play_and_one_frame(stage: Stage, database_url: str) -> None:
    account, chance = stage.one.register(), random.Random(20)
    env = environment(DATABASE_URL=database_url, REDIS_URL=stage.redis.url, **UNLIMITED)
    with (
        Serve(env) as second,
        closing(Subscriber(stage.serve, account)) as one,
        closing(Subscriber(second, account)) as other,
        ThreadPoolExecutor(3) as threads,
    ):
        for number in range(1, ROUNDS + 1):
            key = f"race-{number}"

            def use_key(way: int, key: str = key) -> None:
                time.sleep(chance.random() / 500)
                if way == 2:
                    assert stage.other.play(account, 842, key).json()["seq"] == int(key.removeprefix("race-"))
                else:
                    (one, other)[way].send(number=842, key=key)

            list(threads.map(use_key, range(3)))
            for socket in (one, other):
                wait_until(lambda socket=socket, key=key: key in [frame.get("key") for frame in socket.frames])  # type: ignore[misc]
        time.sleep(0.5)
    for socket in (one, other):
        pushed = [frame["seq"] for frame in socket.frames if "replayed" not in frame]
        assert pushed == list(range(1, ROUNDS + 1))
        # a replay is only correct if the result was sent without the key before the command arrived
        replayed = [frame["seq"] for frame in socket.frames if "replayed" in frame]
        assert replayed == [frame["seq"] for frame in socket.frames if "key" not in frame]

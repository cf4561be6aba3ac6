"""`python -m tests.faults.redis_figures [--seconds 60]`: measures what players notice when Redis fails.

Run it in backend/, with `python -m tests.services -- python -m tests.faults.redis_figures` on MariaDB. Fails if a
player got an error or missed a result.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.faults.redis_system import FREEZE, KILL, Take, fail_over, go_away, running
from tests.faults.seen import assert_unharmed
from tests.processes.stage import fresh_database
from tests.services import RedisServer
from tests.services.sentinel import SentinelGroup

FAULTS = {"killed": KILL, "frozen": FREEZE}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.redis_figures", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="how long Redis is away")
    seconds: float = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder, fresh_database(Path(folder)) as database_url:
        for name, (take, give_back) in FAULTS.items():
            under_sentinel(database_url, name, take, give_back)
            away(database_url, name, take, give_back, seconds)


def under_sentinel(database_url: str, name: str, take: Take, give_back: Take) -> None:
    with SentinelGroup() as group, running(database_url, group.url) as system:
        seen, without = fail_over(system, group, take, give_back)
        print(f"\nSentinel, primary {name}: {without:.1f} s without a primary\n{seen}", flush=True)
        assert_unharmed(seen)


def away(database_url: str, name: str, take: Take, give_back: Take, seconds: float) -> None:
    with RedisServer() as server, running(database_url, server.url) as system:
        seen = go_away(system, server, take, give_back, seconds)
        print(f"\nRedis {name} for {seconds:.0f} s\n{seen}", flush=True)
        assert_unharmed(seen)


if __name__ == "__main__":
    main()

"""Load from wrk: as many requests as possible over a fixed number of connections."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.players import Player
from tests.services.binaries import find

WAIT = "--timeout=10s"
SCRIPT = Path(__file__).parent / "wrk.lua"


@dataclass(frozen=True)
class Load:
    """Latencies in milliseconds. `faults` counts failed connections, reads and responses."""

    requests: int
    seconds: float
    faults: int
    p50: float
    p99: float

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


def load(
    url: str, players: Sequence[Player], *, seconds: float, connections: int = 16, path: str | None = None
) -> Load:
    """Plays, or reads `path`. Raises RuntimeError if any request failed, because refusals are faster."""
    with tempfile.NamedTemporaryFile("w", prefix="numberplay-tokens-") as tokens:
        tokens.write("\n".join(player.token for player in players))
        tokens.flush()
        environment = {**os.environ, "BENCH_TOKENS": tokens.name, **({"BENCH_PATH": path} if path else {})}
        words = [find("wrk", package="wrk"), "-t1", f"-c{connections}", f"-d{seconds}s", WAIT, "-s", str(SCRIPT), url]
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True, timeout=seconds + 60)
    measured = Load(**json.loads(done.stdout.strip().splitlines()[-1]))
    if measured.faults or not measured.requests:
        raise RuntimeError(f"{measured.faults} of {measured.requests} requests failed")
    return measured

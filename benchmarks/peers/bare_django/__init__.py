"""The floor: the least that a Django application can do for a play."""

import sys

from benchmarks.peers.peer import Peer
from benchmarks.system import AS_THE_PRODUCT

PEER = Peer(
    name="bare Django",
    http=(
        *(sys.executable, "-m", "gunicorn", *AS_THE_PRODUCT),
        *("--bind", "127.0.0.1:{port}", "benchmarks.peers.bare_django.app"),
    ),
)

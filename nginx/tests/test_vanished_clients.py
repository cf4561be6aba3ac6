"""If a client vanishes without closing its connection, its event stream ends and its slot is freed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from edge import START
from namespaces import UNSHARE

TESTS = Path(__file__).parent


def test_the_slot_of_a_vanished_client_is_free_within_a_minute(tmp_path: Path) -> None:
    paths = os.pathsep.join([str(TESTS), str(START.parents[1] / "backend")])
    done = subprocess.run(
        [*UNSHARE, sys.executable, TESTS / "vanishing.py", tmp_path],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("sockets: 1\nreceived: [1]\n", 0), done.stderr

"""Network namespaces, in which a test can drop packets."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache

UNSHARE = ["unshare", "--net"]


@cache
def can_drop_packets() -> bool:
    if os.geteuid() != 0 or not all(map(shutil.which, ("unshare", "ip", "iptables"))):
        return False
    probe = subprocess.run([*UNSHARE, "iptables", "-A", "INPUT", "-j", "DROP"], capture_output=True, check=False)
    return probe.returncode == 0

"""Describes the machine and the versions that produced the figures."""

from __future__ import annotations

import os
import platform
import subprocess
import sysconfig
from pathlib import Path


def description() -> dict[str, str | int | float]:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")
    return {
        "cores": os.cpu_count() or 0,
        "processor": model,
        "python": platform.python_version(),
        "python_build": f"{'with' if _is_optimized() else 'without'} profile-guided optimization",
        "node": _node_version(),
        "load_before": round(os.getloadavg()[0], 2),
    }


def _is_optimized() -> bool:
    """Without profile-guided optimization, Python is 10 to 12 % slower."""
    return "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")


def _node_version() -> str:
    done = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)  # noqa: S607  of the peers
    return done.stdout.strip().removeprefix("v")

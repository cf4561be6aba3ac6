"""Describes the machine and the versions behind the figures."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def description() -> dict[str, str | int | float]:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")
    return {
        "cores": os.cpu_count() or 0,
        "processor": model,
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 2),
    }

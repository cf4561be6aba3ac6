"""Runs a command, and restarts it whenever Python code below the current directory changes: `reload.py COMMAND…`."""

import signal
import subprocess
import sys
import time
from pathlib import Path

LOOK_SECONDS = 1.0


def stamps() -> dict[Path, int]:
    found = {}
    for path in Path().rglob("*.py"):
        if ".venv" not in path.parts:
            found[path] = path.stat().st_mtime_ns
    return found


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait()


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    seen = stamps()
    process = subprocess.Popen(sys.argv[1:])
    try:
        while True:
            time.sleep(LOOK_SECONDS)
            if (now := stamps()) != seen:
                seen = now
                stop(process)
                process = subprocess.Popen(sys.argv[1:])
    finally:
        stop(process)


if __name__ == "__main__":
    main()

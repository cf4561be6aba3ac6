"""Runs a command, and restarts it whenever Python code below the current directory changes: `reload.py COMMAND…`."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

LOOK_SECONDS = 1.0


def stamps() -> dict[Path, int]:
    """Leaves out hidden folders, such as the thousands of files in .venv."""
    found = {}
    for folder, folders, files in os.walk("."):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(folder, name) for name in files if name.endswith(".py")):
            with contextlib.suppress(FileNotFoundError):  # an editor's temporary file
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

"""Runs the steps that prepare a local system. A step whose inputs haven't changed is skipped."""

import fnmatch
import hashlib
import os
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from deploy.local.environment import inherited
from deploy.local.paths import LOCAL, ROOT
from deploy.local.processes import Child, Command
from deploy.local.program import CommandError

PROGRESS_SECONDS = 10
LINE_LENGTH = 90


def digest(inputs: Iterable[Path], *, salt: str = "") -> str:
    """Of names and contents, but not of times, which differ in each checkout."""
    total = hashlib.sha256(salt.encode())
    for path in sorted(inputs):
        total.update(f"{path}\0{path.stat().st_size}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def files_below(folder: Path, *, without: Iterable[str]) -> Iterator[Path]:
    """Without folders and files whose name matches one of the patterns."""
    left_out = re.compile("|".join(map(fnmatch.translate, without))).match
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not left_out(name)]
        yield from (Path(place, name) for name in files if not left_out(name))


class Stamp:
    """A file in the output of a step, which holds the digest of its inputs."""

    def __init__(self, file: Path, current: str) -> None:
        self._file = file
        self._current = current

    def is_current(self) -> bool:
        return self._file.is_file() and self._file.read_text() == self._current

    def renew(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(self._current)


def say(text: str = "") -> None:
    """Flushes, because Python buffers output that doesn't go to a terminal."""
    print(text, flush=True)


def step(title: str, command: Command, *, cwd: Path, stamp: Stamp | None = None) -> None:
    """Runs the command unless the stamp is current. Its output goes to a log, whose end is shown if it fails."""
    if stamp is not None and stamp.is_current():
        say(f"  {title}: up to date")
        return
    say(f"  {title} …")
    began = time.monotonic()
    log = LOCAL / "logs" / f"{title.lower().replace(' ', '-')}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb", buffering=0) as output:
        child = Child(title, command, cwd=cwd, env=inherited(), write=output.write)
        while (code := child.wait(PROGRESS_SECONDS)) is None:
            last = f": {child.last_lines[-1].strip()[:LINE_LENGTH]}" if child.last_lines else ""
            say(f"  {title} … {time.monotonic() - began:.0f} s{last}")
    if code != 0:
        shown = "\n".join(f"    {line}" for line in list(child.last_lines))
        raise CommandError(f"{title} failed with exit code {code}; the end of {log.relative_to(ROOT)}:\n{shown}")
    if stamp is not None:
        stamp.renew()
    say(f"  {title}: done in {time.monotonic() - began:.0f} s")

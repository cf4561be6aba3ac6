"""Runs the steps that prepare a local system. A step whose inputs haven't changed is skipped."""

import hashlib
import time
from collections.abc import Iterable
from pathlib import Path

from deploy.local.paths import LOCAL, ROOT
from deploy.local.processes import Child, Command
from deploy.local.program import CommandError, say

PROGRESS_SECONDS = 10
LINE_LENGTH = 90


class Stamp:
    """A file in the output of a step, with a digest of its inputs' names and contents.

    Not of their times, which differ in each checkout.
    """

    def __init__(self, file: Path, inputs: Iterable[Path], version: str = "") -> None:
        contents = [(str(path), path.read_bytes()) for path in sorted(inputs)]
        self._file = file
        self._digest = hashlib.sha256(repr((version, contents)).encode()).hexdigest()

    def is_current(self) -> bool:
        return self._file.is_file() and self._file.read_text() == self._digest

    def renew(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(self._digest)


async def step(title: str, command: Command, *, cwd: Path, stamp: Stamp | None = None) -> None:
    """Runs the command unless the stamp is current. Its output goes to a log, whose end is shown if it fails."""
    if stamp is not None and stamp.is_current():
        say(f"  {title}: up to date")
        return
    say(f"  {title} …")
    began = time.monotonic()
    log = LOCAL / "logs" / f"{title.lower().replace(' ', '-')}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as output:
        async with Child(title, command, cwd, log=output) as child:
            while (code := await child.wait(PROGRESS_SECONDS)) is None:
                last = f": {child.last_lines[-1].strip()[:LINE_LENGTH]}" if child.last_lines else ""
                say(f"  {title} … {time.monotonic() - began:.0f} s{last}")
    if code != 0:
        shown = "\n".join(f"    {line}" for line in child.last_lines)
        raise CommandError(f"{title} failed with exit code {code}; the end of {log.relative_to(ROOT)}:\n{shown}")
    if stamp is not None:
        stamp.renew()
    say(f"  {title}: done in {time.monotonic() - began:.0f} s")

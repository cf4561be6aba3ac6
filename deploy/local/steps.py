"""One step of the way to a running product: said, done, timed, and explained when it fails.

A step whose inputs are the same as when it was last done is skipped.
"""

import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from deploy.local.places import LOCAL, ROOT
from deploy.local.processes import Child, Command
from deploy.local.program import Refusal

LAST_LINES = 40
PROGRESS_SECONDS = 10
LINE_LENGTH = 90


def digest(inputs: Iterable[Path], *, salt: str = "") -> str:
    """Of names and contents, never of times: a fresh checkout of the same files is the same."""
    total = hashlib.sha256(salt.encode())
    for path in sorted(inputs):
        total.update(f"{path}\0{path.stat().st_size}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def files_below(folder: Path, *, without: frozenset[str]) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name in without:
            continue
        if entry.is_dir():
            yield from files_below(entry, without=without)
        elif entry.is_file():
            yield entry


class Stamp:
    """A file beside the product that holds the digest of its inputs, and disappears with it."""

    def __init__(self, file: Path, current: str) -> None:
        self._file = file
        self._current = current

    def is_current(self) -> bool:
        return self._file.is_file() and self._file.read_text() == self._current

    def renew(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(self._current)


def say(text: str = "") -> None:
    """Flushed at once: without a terminal Python would keep it until the end."""
    print(text, flush=True)


def step(
    title: str,
    command: Command,
    *,
    cwd: Path,
    env: Mapping[str, str],
    stamp: Stamp | None = None,
) -> None:
    """Runs the command unless the stamp says that it is done. Its output goes to a file, shown when it fails."""
    if stamp is not None and stamp.is_current():
        say(f"  {title}: up to date")
        return
    say(f"  {title} …")
    began = time.monotonic()
    log = LOCAL / "logs" / f"{title.lower().replace(' ', '-')}.log"
    code = _run(title, command, cwd=cwd, env=env, log=log)
    if code != 0:
        raise Refusal(_failure(title, code, log))
    if stamp is not None:
        stamp.renew()
    say(f"  {title}: done in {time.monotonic() - began:.0f} s")


def _run(title: str, command: Command, *, cwd: Path, env: Mapping[str, str], log: Path) -> int:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        child = Child(title, command, cwd=cwd, env=env, output=output)
    began = time.monotonic()
    while (code := child.wait_for(PROGRESS_SECONDS)) is None:
        say(f"  {title} … {time.monotonic() - began:.0f} s{_last_line(log)}")
    return code


def _last_line(log: Path) -> str:
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return f": {lines[-1].strip()[:LINE_LENGTH]}" if lines else ""


def _failure(title: str, code: int, log: Path) -> str:
    last = log.read_text(errors="replace").splitlines()[-LAST_LINES:]
    shown = "\n".join(f"    {line}" for line in last)
    return f"{title} failed with exit code {code}; the end of {log.relative_to(ROOT)}:\n{shown}"

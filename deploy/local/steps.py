"""One step of the way to a running product: said, done, timed, and explained when it fails."""

import time
from collections.abc import Mapping
from pathlib import Path

from deploy.local.places import LOCAL, ROOT
from deploy.local.processes import Child, Command
from deploy.local.refusal import Refusal
from deploy.local.stamps import Stamp

LAST_LINES = 40
PROGRESS_SECONDS = 10
LINE_LENGTH = 90


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

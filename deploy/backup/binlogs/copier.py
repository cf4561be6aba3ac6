"""Copies the binary logs of a server as they are written, until it is stopped: python3 -m binlogs.copier [FOLDER]

The copying program always begins at the start of a log, so it writes to FOLDER/incoming, and each log is linked into
its history as soon as it is longer than the earlier copy. So nothing is lost while a log is copied again.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from binlogs import copies, metrics
from binlogs.copies import Refused, as_time
from binlogs.server import Server, Unavailable, options_file

LINK_SECONDS = 0.5
COMPARE_SECONDS = 5.0
STALLED_SECONDS = 60.0
SERVER_ID = 4294967000  # like a replica's ID; two programs that read from the same server must not share one


class Copier:
    def __init__(self, server: Server, folder: Path) -> None:
        self._server, self._folder = server, folder
        self._incoming = folder / "incoming"
        self._program: subprocess.Popen[str] | None = None
        self._history: Path | None = None
        self._from_oldest = self._is_oldest = False
        self._compared = self._complete_at = 0.0
        self._sealing: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        while True:
            try:
                self._step()
            except (Unavailable, OSError) as fault:
                self._say(fault)
                time.sleep(1)
            time.sleep(LINK_SECONDS)

    def _step(self) -> None:
        if self._program is None or self._program.poll() is not None:
            self._begin()
        self._link()
        self._seal()
        if time.monotonic() - self._compared >= COMPARE_SECONDS:
            self._compared = time.monotonic()
            self._compare()

    def _begin(self) -> None:
        """Begins with the last copied log if the server still has it, and otherwise with the server's oldest log."""
        self.end()
        self._link(only_known=True)
        shutil.rmtree(self._incoming, ignore_errors=True)
        self._incoming.mkdir(parents=True)
        self._identity = self._server.identity()
        on_server = [name for name, _ in self._server.logs()]
        last = None if self._from_oldest else self._last_copied()
        log = last if last in on_server else on_server[0]
        self._history, self._is_oldest = None, log == on_server[0]
        self._program = self._server.copy(log, self._incoming, SERVER_ID)
        self._complete_at = time.monotonic()
        print(f"Copying from {log} on", flush=True)

    def _last_copied(self) -> str | None:
        histories = [path for path in copies.histories(self._folder) if path.name.startswith(self._identity + "-")]
        found = list(copies.logs(histories[-1]).values()) if histories else []
        return copies.server_name(found[-1]) if found else None

    def _link(self, *, only_known: bool = False) -> None:
        files = list(copies.logs(self._incoming).values()) if self._incoming.exists() else []
        for file in files:
            self._history = self._history or self._history_with(file)
            if self._history is None and not only_known:
                self._history = self._new_history(file)
            if self._history is not None:
                link(file, self._history)
                if file != files[-1]:
                    file.unlink()

    def _history_with(self, file: Path) -> Path | None:
        """The history whose log of this name has the same first event."""
        first = copies.first_event(file)
        known = (history for history in copies.histories(self._folder) if (history / file.name).exists())
        return next((history for history in known if first and copies.first_event(history / file.name) == first), None)

    def _new_history(self, file: Path) -> Path | None:
        """Its earlier logs are needed too, so it begins with the server's oldest log."""
        first = copies.first_event(file)
        if first is None:
            return None
        if not self._is_oldest:
            self._from_oldest = True
            self.end()
            return None
        history = self._folder / f"{self._identity}-{as_time(first.seconds, copies.TIME)}"
        history.mkdir(exist_ok=True)
        return history

    def _seal(self) -> None:
        """Encrypts the logs that are complete, one at a time, while copying continues."""
        if self._history is None or not os.environ.get("AGE_RECIPIENTS_FILE"):
            return
        if self._sealing is None or self._sealing.poll() is not None:
            complete = list(copies.logs(self._history).values())[:-1]
            plain = next((path for path in complete if not path.name.endswith(copies.ENCRYPTED)), None)
            if plain:
                self._sealing = subprocess.Popen([sys.executable, "-m", "binlogs.seal", str(plain)])

    def _compare(self) -> None:
        """Records the time if everything that the server has written by then has been copied."""
        now = time.time()
        log, size = self._server.logs()[-1]
        self._link()
        copied = copies.find(self._history, log) if self._history else None
        if self._history and copied and copied.stat().st_size >= size:
            self._complete_at, self._from_oldest = time.monotonic(), False
            record(self._history / copies.COPIED_UNTIL, f"{int(now)} {log} {size}\n")
            metrics.write("numberplay_binlogs_copied_timestamp_seconds", int(now))
        elif time.monotonic() - self._complete_at > STALLED_SECONDS:
            self._say(f"Nothing complete for {STALLED_SECONDS:.0f} s; starting again")
            self.end()

    def end(self) -> None:
        if self._program is None:
            return
        self._program.kill()
        _, said = self._program.communicate()
        if said.strip():
            self._say(said.strip())
        self._program = None

    def _say(self, what: object) -> None:
        print(f"{time.monotonic() - self._complete_at:.0f} s behind: {what}", file=sys.stderr, flush=True)


def link(file: Path, history: Path) -> None:
    """Links the log if it is longer than the existing copy."""
    target = history / file.name
    if copies.find(history, file.name) not in (None, target):
        return  # complete and encrypted
    if target.exists() and (target.samefile(file) or target.stat().st_size >= file.stat().st_size):
        return
    new = history / ".new"
    new.unlink(missing_ok=True)
    os.link(file, new)
    new.replace(target)


def record(file: Path, text: str) -> None:
    new = file.with_name(".new-" + file.name)
    new.write_text(text)
    new.replace(file)


def _ended(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def main(folder: str = "backups/binlogs") -> int:
    signal.signal(signal.SIGTERM, _ended)
    os.umask(0o077)
    try:
        recipients = os.environ.get("AGE_RECIPIENTS_FILE")
        if recipients and not Path(recipients).is_file():
            raise Refused(f"AGE_RECIPIENTS_FILE names no file: {recipients}")
        copier = Copier(Server(options_file()), Path(folder))
        with contextlib.suppress(KeyboardInterrupt):
            try:
                copier.run()
            finally:
                copier.end()
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

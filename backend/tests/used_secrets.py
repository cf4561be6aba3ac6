"""Collects every secret that the suite uses and every word that its logs contain: no word may be part of a secret."""

from __future__ import annotations

import logging
import re
from typing import Any

WORD = re.compile(r"[A-Za-z0-9_-]{10,}")  # the parts of a token, a session's id, a recovery code
MEMBERS = ("access", "refresh", "secret", "recovery_codes", "password", "current_password", "code")
PASSWORD_MIN = 12  # shorter passwords may coincide with words in a log


class UsedSecrets:
    def __init__(self) -> None:
        self._passwords: set[str] = set()
        self._secrets: set[str] = set()
        self._logged: dict[str, str] = {}
        self._found: set[str] = set()

    def used(self, body: Any, *texts: str | None) -> None:
        """The secret members of a request or response, and texts that are secret as a whole."""
        members = body if isinstance(body, dict) else {}
        for name in MEMBERS:
            value = members.get(name)
            if "password" in name and isinstance(value, str) and len(value) >= PASSWORD_MIN:
                self._passwords.add(value)
            else:
                texts += tuple(value) if isinstance(value, list) else (value,)
        for text in texts:
            self._secrets |= set(WORD.findall(text)) if isinstance(text, str) else set()

    def logged(self, name: str, text: str) -> None:
        """Records the words in a log of the named program."""
        self._logged |= dict.fromkeys(WORD.findall(text), name)
        self._found |= {f"the password {each!r} in the log of {name}" for each in self._passwords if each in text}

    def leaks(self) -> list[str]:
        words = {f"{word} in the log of {name}" for word, name in self._logged.items() if word in self._secrets}
        return sorted(self._found | words)


class _Recorder(logging.Handler):
    """All lines of this process."""

    def emit(self, record: logging.LogRecord) -> None:
        suite.logged("this process", self.format(record))


suite = UsedSecrets()


def record_this_process() -> None:
    from config.logging import StandardError, formatter  # programs without Django also start services

    recorder = _Recorder()
    recorder.setFormatter(formatter(json=False))
    logging.getLogger().addHandler(recorder)
    write = StandardError.write

    def recorded(logger: StandardError, line: str) -> None:
        suite.logged("this process", line)
        write(logger, line)

    for level in ("debug", "info", "warning", "error", "critical", "write"):
        setattr(StandardError, level, recorded)

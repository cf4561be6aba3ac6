"""The tokens of the case's only session, which cases name `access-1`, `access-2` and so on, in the order of issue."""

from __future__ import annotations

import base64
import json
import time
from dataclasses import dataclass, field

GRACE_SECONDS = 10.0


@dataclass
class Tokens:
    """`lifetime` is in the case's accelerated seconds (see `Scene`). The server's clock may be wrong by `skew`."""

    lifetime: float
    skew: float
    issued: int = 0
    ended: bool = False
    _names: dict[str, str] = field(default_factory=dict)
    _valid_until: dict[str, float] = field(default_factory=dict)
    _replaced_at: float = float("-inf")

    def issue(self, now: float) -> dict[str, str]:
        self.issued += 1
        self._valid_until = {**self._valid_until, self._name("access"): now + self.lifetime}
        self._replaced_at = now
        return self.latest()

    def latest(self) -> dict[str, str]:
        return {"access": self._text(self._name("access")), "refresh": self._name("refresh")}

    def refresh(self, token: object, now: float) -> dict[str, str] | None:
        """The successor's tokens; None ends the session, as it does for a token that was replaced long ago."""
        was_replaced = token == f"refresh-{self.issued - 1}"
        if self.ended or not (token == self._name("refresh") or was_replaced):
            self.ended = True
            return None
        if was_replaced:
            self.ended = now - self._replaced_at > GRACE_SECONDS
            return None if self.ended else self.latest()
        return self.issue(now)

    def expire(self) -> None:
        """The access tokens become invalid, and the session continues."""
        self._valid_until = {}

    def is_valid(self, token: str | None, now: float) -> bool:
        return not self.ended and self.valid_until(token) > now

    def valid_until(self, token: str | None) -> float:
        return self._valid_until.get(self.name_of(token) or "", float("-inf"))

    def name_of(self, token: str | None) -> str | None:
        return self._names.get(token or "", token)

    def _name(self, kind: str) -> str:
        return f"{kind}-{self.issued}"

    def _text(self, name: str) -> str:
        """Created once, so that a repeated response has the same token."""
        for text, known in self._names.items():
            if known == name:
                return text
        issued_at = int(time.time() + self.skew)
        header: dict[str, object] = {"alg": "HS256"}
        claims: dict[str, object] = {"iat": issued_at, "exp": issued_at + self.lifetime, "user_id": "1", "jti": name}
        text = ".".join(_encoded(part) for part in (header, claims)) + ".signature"
        self._names[text] = name
        return text


def _encoded(part: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")

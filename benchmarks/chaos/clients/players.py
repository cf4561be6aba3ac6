"""Players who register over HTTP, with tokens that outlive the run, because it tests plays and not sign-ins."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass

import jwt

from benchmarks.chaos.clients.client import Client
from benchmarks.system import SECRET

PASSWORD = "correct horse battery staple"
TOKEN_SECONDS = 6 * 3600


@dataclass(frozen=True)
class Player:
    id: int
    token: str


async def sign_up(client: Client, name: str) -> Player:
    body = {"username": name, "email": f"{name}@example.org", "password": PASSWORD}
    response = await client.request("POST", "/auth/api/register/", body=body)
    if response.status != 201:
        raise RuntimeError(f"sign-up of {name}: {response.status} {response.body!r}")
    account = response.json
    return Player(int(account["user"]["id"]), _prolonged(account["access"]))


def _prolonged(token: str) -> str:
    """A token for the same session with a later expiry, signed with the system's own key."""
    claims = jwt.decode(token, options={"verify_signature": False})
    times = {"jti": uuid.uuid4().hex, "exp": int(time.time()) + TOKEN_SECONDS}
    return jwt.encode({**claims, **times}, SECRET, "HS256")

"""gunicorn as in production but without limits, with its own MariaDB and Redis."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from tests.processes.programs import UNLIMITED, Gunicorn, environment, manage
from tests.services import MariaDBServer, RedisServer
from tests.services.ports import HOST

PASSWORD = "a lovely engine of 1843"


class Client:
    """A single keep-alive connection."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=15)

    def post(self, path: str, body: dict[str, Any], token: str = "") -> tuple[int, Any, float]:
        """Returns the status, the parsed body and the duration in seconds."""
        headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
        began = time.perf_counter()
        self._connection.request("POST", path, json.dumps(body), headers)
        answer = self._connection.getresponse()
        raw = answer.read()
        seconds = time.perf_counter() - began
        return answer.status, json.loads(raw) if raw else None, seconds

    def register(self, name: str) -> str:
        """Returns the access token."""
        body = {"username": name, "email": f"{name}@example.com", "password": PASSWORD}
        status, answer, _ = self.post("/auth/api/register/", body)
        assert status == 201, answer
        return str(answer["access"])


@contextmanager
def gunicorn() -> Iterator[int]:
    """Returns the server's port."""
    with ExitStack() as stack:
        database = stack.enter_context(MariaDBServer(durable=False))
        redis = stack.enter_context(RedisServer())
        env = environment(DATABASE_URL=database.url, REDIS_URL=redis.url, LOG_LEVEL="ERROR", **UNLIMITED)
        done = manage("migrate", "--verbosity", "0", env=env)
        assert done.returncode == 0, done.stderr
        yield stack.enter_context(Gunicorn(env)).port

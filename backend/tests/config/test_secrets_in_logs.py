"""No log line contains a query string, an Authorization header, a cookie or a token, even in errors of libraries."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.processes.players import Edge
from tests.processes.programs import BACKEND, Serve, environment
from tests.processes.stage import database_url, embedded, serve
from tests.used_secrets import UsedSecrets

__all__ = ["database_url", "embedded", "serve"]

SECRET = "c2VjcmV0LW9mLXNvbWVib2R5"
TOKEN = f"eyJhbGciOiJIUzI1NiJ9.{SECRET}.{SECRET}"

# What each server logs for an error: the logger, the message and its arguments.
LINES: dict[str, tuple[str, str, list[str]]] = {
    "gunicorn, an exception": ("gunicorn.error", "Error handling request %s %s", ["GET", f"/ws/game/?token={SECRET}"]),
    "gunicorn, a request line": (
        "gunicorn.error",
        "Invalid request from ip=%s: %s",
        ["::1", f"'GET /?token={SECRET} X'"],
    ),
    "gunicorn, a header": ("gunicorn.error", "Invalid header: %s", [f"Authorization: Bearer {SECRET}"]),
    "gunicorn, an escaped query": ("gunicorn.error", "Error handling request %s", [f"/a?b=%22{SECRET}%22&c={SECRET}"]),
    "Django, a path": ("django.request", "Internal Server Error: %s", [f"/admin/?q={SECRET}"]),
    "Django, a referrer": (
        "django.security.csrf",
        "Forbidden (Referer checking failed - %s)",
        [f"http://a/?b={SECRET}"],
    ),
    "Daphne, a client": ("daphne.http_protocol", "Upgraded connection %s", [f"WSCONNECTING /ws/?token={SECRET}"]),
    "Daphne, a subprotocol": ("daphne.ws_protocol", "%s", [f"Sec-WebSocket-Protocol: numberplay.v1, bearer.{SECRET}"]),
    "autobahn, headers": (
        "daphne.server",
        "%s",
        [f"{{'cookie': 'numberplay_refresh={SECRET}; a={SECRET}', 'host': 'a'}}"],
    ),
    "ASGI, a scope": ("asyncio", "%s", [f"{{'headers': [(b'authorization', b'Bearer {SECRET}')]}}"]),
    "ASGI, a query string": ("asyncio", "%s", [f"{{'query_string': b'token={SECRET}', 'path': '/'}}"]),
    "Celery, an argument": ("celery.app.trace", "Task %s raised unexpected: %s", ["send", f"ValueError('{TOKEN}')"]),
    "Celery, a link": ("celery.app.trace", "%s", [f"http://localhost:3000/reset#token={SECRET}"]),
    "beat, a URL": ("celery.beat", "cannot connect to %s", [f"redis://a/?password={SECRET}"]),
    "httpx": ("httpx", "HTTP Request: GET %s", [f"https://a/b?key={SECRET} 200"]),
    "a bare token": ("somebody", "%s", [TOKEN]),
    "a cookie set": ("somebody", "Set-Cookie: numberplay_refresh=%s; Path=/", [SECRET]),
}
PROGRAM = """
import json, logging, logging.config, sys
from config.logging import logging_settings
logging.config.dictConfig(logging_settings(json=sys.argv[1] == "json", level="DEBUG"))
for name, text, arguments in json.load(sys.stdin):
    logger = logging.getLogger(name)
    logger.setLevel("DEBUG")
    logger.error(text, *arguments)
    try:
        raise ValueError(text % tuple(arguments))
    except ValueError:
        logger.exception("under an error")
"""


@pytest.mark.parametrize("kind", ["json", "text"])
def test_errors_logged_by_libraries_contain_no_secret(kind: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, kind],
        cwd=BACKEND,
        env=environment(),
        input=json.dumps(list(LINES.values())),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.count("under an error") == len(LINES)
    assert [line for line in done.stderr.splitlines() if SECRET in line] == []
    for kept in ("Error handling request GET /ws/game/?", "Internal Server Error: /admin/?", "Traceback", "200"):
        assert kept in done.stderr


def test_a_server_that_fails_logs_no_secret(serve: Serve) -> None:
    edge = Edge(serve)
    for path, headers in (
        (f"/api/nowhere/?token={SECRET}", {}),
        (f"/api/game/results/?cursor={SECRET}", {"Authorization": f"Bearer {TOKEN}"}),
        (f"/admin/?next={SECRET}", {"Cookie": f"sessionid={SECRET}"}),
        (f"/api/game/play/?{SECRET}", {"Host": f"{SECRET}.example"}),
        ("/auth/api/token/refresh/", {"Cookie": f"numberplay_refresh={TOKEN}"}),
        (f"/ws/game/?token={SECRET}", {"Authorization": f"Bearer {SECRET}"}),
    ):
        for method in ("GET", "POST"):
            assert edge.call(method, path, body={"password": SECRET, "token": TOKEN}, headers=headers).status_code < 500
    edge.close()
    assert serve.end() == 0
    assert SECRET not in serve.log


def test_the_recorder_of_the_suite_finds_what_it_looks_for() -> None:
    secrets = UsedSecrets()
    secrets.used({"password": "four words of nobody", "code": "abcde-fghij", "number": 842}, TOKEN)
    secrets.logged("one", "an ordinary line of 842, request_id=0123456789abcdef")
    assert secrets.leaks() == []
    secrets.logged("one", "password=four words of nobody")
    secrets.logged("two", f"GET /?token={TOKEN[-24:]} HTTP/1.1, code abcde-fghij")
    assert secrets.leaks() == [
        "abcde-fghij in the log of two",
        f"{SECRET} in the log of two",
        "the password 'four words of nobody' in the log of one",
    ]

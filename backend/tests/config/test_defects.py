"""Sentry gets errors with their location, but no client data. Without `SENTRY_DSN` it isn't even imported."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tests.processes.programs import BACKEND, environment
from tests.services.ports import HOST

SECRET = "a-token-that-nobody-may-read"
PROGRAM = f"""
import os, sys
from wsgiref.util import setup_testing_defaults
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
from celery import shared_task
from config.wsgi import application
from game.api import views

secret = bytes.fromhex("{SECRET.encode().hex()}").decode()  # Python 3.13 also has the lines of a program after -c

def broken(*_, **__):
    password = secret
    raise RuntimeError("not so")

views.rules_of_the_game = broken
environ = {{"PATH_INFO": "/api/game/rules/", "QUERY_STRING": f"token={{secret}}", "HTTP_X_REQUEST_ID": "the-request"}}
environ["HTTP_AUTHORIZATION"] = f"Bearer {{secret}}"
environ |= {{"HTTP_COOKIE": f"refresh={{secret}}", "HTTP_REFERER": f"/?{{secret}}"}}
setup_testing_defaults(environ)
application(environ, lambda status, headers: print(status))
shared_task(name="tests.broken")(broken).apply(args=[secret])
print("sentry_sdk" in sys.modules)
"""


class Sentry(HTTPServer):
    def __init__(self) -> None:
        super().__init__((HOST, 0), _Envelope)
        self.received: list[str] = []

    @property
    def events(self) -> list[Any]:
        """The third line of each envelope, after its header and the header of its item."""
        return [json.loads(envelope.splitlines()[2]) for envelope in self.received]


class _Envelope(BaseHTTPRequestHandler):
    server: Sentry

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append(gzip.decompress(body).decode())
        self.send_response(200)
        self.end_headers()

    def log_request(self, *_: Any) -> None:
        """Logs nothing."""


@pytest.fixture
def sentry() -> Iterator[Sentry]:
    with Sentry() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def run(**variables: str) -> list[str]:
    command = [sys.executable, "-c", PROGRAM]
    env = environment(BUILD_ID="4f2c1a9", **variables)
    return subprocess.run(command, cwd=BACKEND, env=env, capture_output=True, text=True, check=True).stdout.splitlines()


def test_without_an_address_nothing_is_loaded() -> None:
    assert run() == ["500 Internal Server Error", "False"]


def test_an_error_is_reported_with_its_request_and_without_its_body(sentry: Sentry) -> None:
    output = run(SENTRY_DSN=f"http://key@{HOST}:{sentry.server_port}/1")

    assert output == ["500 Internal Server Error", "True"]
    request, task = sentry.events
    for event in (request, task):
        [exception] = event["exception"]["values"]
        assert (exception["type"], exception["value"]) == ("RuntimeError", "not so")
        assert (event["release"], event["environment"]) == ("4f2c1a9", "development")
        assert not {"user", "extra", "breadcrumbs"} & set(event)
    assert request["request"] == {"method": "GET", "url": "http://127.0.0.1/api/game/rules/"}
    assert (request["transaction"], request["tags"]["request_id"]) == ("/api/game/rules/", "the-request")
    assert task["transaction"] == "tests.broken"
    assert SECRET not in "".join(sentry.received)

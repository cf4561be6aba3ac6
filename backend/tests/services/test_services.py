"""The services used by other tests: they restart, hang on demand, and leave nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services import RedisServer
from tests.services.ports import HOST, is_read, listens

COMMAND = [sys.executable, "-m", "tests.services", "--fast", "--"]
REPORT = """
import os, time
print(os.environ["DATABASE_URL"], os.environ["REDIS_URL"], flush=True)
time.sleep(30)
"""


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    with RedisServer() as server:
        yield server


@pytest.fixture
def shared_directory() -> Iterator[Path]:
    """Avoids pytest's directory: if root runs the tests, only root can read it, and MariaDB runs as another user."""
    with tempfile.TemporaryDirectory(prefix="numberplay-tests-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def answers(port: int, seconds: float = 60) -> bool:
    with socket.create_connection((HOST, port), timeout=seconds) as connection:
        connection.sendall(b"PING\r\n")
        return connection.recv(16).startswith(b"+PONG")


def test_a_restarted_redis_is_another_process_on_the_same_port(redis: RedisServer) -> None:
    before = (redis.pid, redis.url)
    redis.restart()
    assert redis.pid != before[0]
    assert redis.url == before[1]
    assert listens(redis.pid, redis.port)


def test_a_paused_redis_accepts_and_stays_silent_until_it_is_resumed(redis: RedisServer) -> None:
    redis.pause()
    with pytest.raises(TimeoutError):
        answers(redis.port, 0.3)
    redis.resume()
    assert answers(redis.port)


def test_a_killed_redis_refuses_connections_and_can_be_started_again(redis: RedisServer) -> None:
    redis.kill()
    with pytest.raises(ConnectionRefusedError):
        answers(redis.port)
    redis.start()
    assert answers(redis.port)


def test_a_listener_of_another_process_is_not_taken_for_ours(redis: RedisServer) -> None:
    assert not listens(os.getpid(), redis.port)


def test_what_was_sent_counts_as_read_until_and_after_the_server_has_closed() -> None:
    with socket.create_server((HOST, 0)) as listener, socket.create_connection(listener.getsockname()) as client:
        client.sendall(b"sent")
        seen = [is_read(client)]
        accepted, _ = listener.accept()
        with accepted:
            seen.append(is_read(client))
            accepted.recv(4)
            seen.append(is_read(client))
        seen.append(is_read(client))
    assert seen == [False, False, True, True]


def test_the_exit_code_of_the_command_is_passed_on() -> None:
    done = subprocess.run([*COMMAND, "sh", "-c", "exit 7"], stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 7


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_when_the_command_is_interrupted(number: signal.Signals, shared_directory: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(shared_directory)}
    command = [*COMMAND, sys.executable, "-c", REPORT]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as wrapper:
        assert wrapper.stdout is not None
        ports = [int(url.rsplit(":", 1)[1].split("/")[0]) for url in wrapper.stdout.readline().split()]
        assert len(ports) == 2
        wrapper.send_signal(number)
        wrapper.wait(60)
        assert wrapper.stdout.read() == ""  # Only ends after the command has ended.
    _await_gone(ports, shared_directory)


def _await_gone(ports: list[int], directory: Path) -> None:
    deadline = time.monotonic() + 60
    while any(directory.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert list(directory.iterdir()) == []
    for port in ports:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((HOST, port), timeout=1)

"""`make run` stops everything that it has started, however it is ended."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.local.paths import ROOT

PROGRAM = f"{sys.executable} -m deploy.local.tests.run_stand_ins"


@dataclass(frozen=True)
class Run:
    process: subprocess.Popen[str]
    ports: tuple[int, int]
    pids: frozenset[int]

    def finish(self) -> tuple[int, str]:
        output, _ = self.process.communicate(timeout=60)
        return self.process.returncode, output


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(command: list[str]) -> Iterator[Run]:
    """Runs the command until both stand-ins are ready, in its own process group, as a shell would."""
    ports = (free_port(), free_port())
    environment = {**os.environ, "BACKEND_PORT": str(ports[0]), "FRONTEND_PORT": str(ports[1])}
    environment.pop("MAKELEVEL", None)
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "process_group": 0}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, **options)  # type: ignore[call-overload]
    pids: frozenset[int] = frozenset()
    try:
        pids = frozenset(_pids_until_ready(process))
        yield Run(process, ports, pids)
    finally:
        for pid in alive(pids):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _pids_until_ready(process: subprocess.Popen[str]) -> Iterator[int]:
    assert process.stdout is not None
    for line in process.stdout:
        if "pids" in line:
            yield from map(int, line.split()[-2:])
        if "NumberPlay is ready" in line:
            return
    pytest.fail("it exited before it was ready")


@pytest.fixture
def makefile(tmp_path: Path) -> list[str]:
    file = tmp_path / "Makefile"
    file.write_text(f"run:\n\t@exec {PROGRAM}\n")
    return ["make", "--file", str(file), "run"]


def alive(pids: frozenset[int]) -> list[int]:
    return [pid for pid in pids if _state(pid) not in ("gone", "Z")]


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return "gone"


def nothing_is_left(run: Run) -> bool:
    deadline = time.monotonic() + 60
    while alive(run.pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    return len(run.pids) == 4 and not alive(run.pids)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_everything(number: signal.Signals, code: int) -> None:
    with started(PROGRAM.split()) as run:
        run.process.send_signal(number)
        assert run.finish()[0] == code
        assert nothing_is_left(run)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("whole_group", [True, False], ids=["group", "make alone"])
def test_a_signal_to_make_ends_everything(makefile: list[str], number: signal.Signals, whole_group: bool) -> None:
    with started(makefile) as run:
        (os.killpg if whole_group else os.kill)(run.process.pid, number)
        code, output = run.finish()
        assert code != 0
        assert nothing_is_left(run)
        assert number == signal.SIGTERM or ("NumberPlay has stopped." in output and "Error" not in output)


def test_a_killed_make_leaves_nothing_behind(makefile: list[str]) -> None:
    with started(makefile) as run:
        run.process.kill()
        run.process.wait()
        assert nothing_is_left(run)


def test_an_interrupt_reaches_a_background_job_of_a_script() -> None:
    """Such a job inherits an ignored SIGINT, which Python wouldn't change."""
    with started(["sh", "-c", f"trap '' INT; exec {PROGRAM}"]) as run:
        run.process.send_signal(signal.SIGINT)
        assert run.finish()[0] == 0
        assert nothing_is_left(run)


def test_a_server_that_ignores_the_request_to_end_is_killed() -> None:
    with started([*PROGRAM.split(), "stubborn"]) as run:
        run.process.send_signal(signal.SIGTERM)
        assert run.finish()[0] == 143
        assert nothing_is_left(run)


@pytest.mark.parametrize(("victim", "name"), [(0, "backend"), (1, "frontend")])
def test_the_death_of_one_server_ends_the_other_and_is_named(victim: int, name: str) -> None:
    with started(PROGRAM.split()) as run:
        connection = http.client.HTTPConnection("127.0.0.1", run.ports[victim])
        connection.request("GET", "/exit")
        code, output = run.finish()
        connection.close()
        assert code == 1
        assert f"The {name} has exited unexpectedly (exit code 3)" in output
        assert nothing_is_left(run)


@pytest.mark.parametrize(("busy", "variable"), [(0, "BACKEND_PORT"), (1, "FRONTEND_PORT")])
def test_a_busy_port_is_refused_by_name_before_anything_starts(busy: int, variable: str) -> None:
    with started(PROGRAM.split()) as run:
        ports = [free_port(), free_port()]
        ports[busy] = run.ports[busy]
        environment = {**os.environ, "BACKEND_PORT": str(ports[0]), "FRONTEND_PORT": str(ports[1])}
        second = subprocess.run(PROGRAM.split(), cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
        assert second.returncode == 1
        assert second.stdout == ""
        assert f"Port {ports[busy]} is busy" in second.stderr
        assert variable in second.stderr

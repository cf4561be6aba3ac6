"""The examples, executed against `manage.py serve`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.processes.players import HANGS_SECONDS, Account, Edge, wait_until
from tests.processes.programs import BACKEND, Serve

EXAMPLES = BACKEND.parent / "examples"
RECONNECTED_SECONDS = 10  # the script waits for up to 4 s


@contextmanager
def subscriber(serve: Serve, account: Account, output: Path, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = {"PATH": os.environ["PATH"], "ACCESS": account.access, "REFRESH": account.refresh, **variables}
    with output.open("wb") as file:
        process = subprocess.Popen(
            [EXAMPLES / "subscriber.sh", serve.url], env=environment, stdout=file, start_new_session=True
        )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):  # it has ended
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def lines(output: Path) -> list[str]:
    return output.read_text().splitlines()


def seqs(output: Path) -> list[int]:
    return [json.loads(line)["seq"] for line in lines(output)]


def test_the_subscriber_prints_each_result_and_resumes(serve: Serve, edge: Edge, tmp_path: Path) -> None:
    account, output = edge.register(), tmp_path / "results"
    first = edge.play(account, 842)
    with subscriber(serve, account, output, SINCE="0"):
        wait_until(lambda: seqs(output) == [1])
        assert lines(output) == [first.text]
        edge.play(account, 841)
        wait_until(lambda: seqs(output) == [1, 2])
        serve.kill()
        serve.start()
        edge.play(account, 902)
        wait_until(lambda: len(seqs(output)) == 3, RECONNECTED_SECONDS)
        edge.play(account, 2)
        wait_until(lambda: len(seqs(output)) == 4)
    assert seqs(output) == [1, 2, 3, 4]


def test_the_subscriber_renews_its_token_and_ends_with_its_session(serve: Serve, edge: Edge, tmp_path: Path) -> None:
    account, output = edge.register(), tmp_path / "results"
    edge.play(account, 842)
    with subscriber(serve, account, output, ACCESS="expired", SINCE="0") as process:
        wait_until(lambda: seqs(output) == [1], RECONNECTED_SECONDS)
        edge.call("POST", "/auth/api/logout/", account)
        assert process.wait(HANGS_SECONDS) == 1
    assert seqs(output) == [1]

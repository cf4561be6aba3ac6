"""The copied binary logs equal the server's, whatever is killed."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from binlogs import copies, metrics
from conftest import SERVERS
from copying import copying, logs
from databases import FullMariaDBServer, server_of
from installation import Installation
from tests.services.server import Server


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with server_of(request.param) as server:
        yield server


@pytest.fixture
def site(server: Server, tmp_path: Path) -> Installation:
    return Installation(server, tmp_path, migrated=False)


def change(site: Installation) -> None:
    site.execute("CREATE TABLE IF NOT EXISTS changes (at TIMESTAMP)", "numberplay")
    site.execute("INSERT INTO changes VALUES (NOW())", "numberplay")


def differences(site: Installation, server: Server) -> list[str]:
    """The server's logs whose copies differ. Call it when the server has no more changes."""
    copied = {path.name: content(path) for path in logs(site.binlogs)}
    written = (path for path in (server.directory / "data").glob("binlog.0*"))
    return [path.name for path in written if copied.get(path.name) != content(path)]


def content(log: Path) -> bytes:
    """The log without the flag that it is open, which isn't copied."""
    written = log.read_bytes()
    return written[:21] + bytes([written[21] & 0xFE]) + written[22:]


def test_whatever_is_killed_every_log_is_copied(site: Installation, server: Server) -> None:
    with copying(site) as copier:
        change(site)
        copier.wait_until_copied()
        copier.kill()
    change(site)
    site.execute("FLUSH BINARY LOGS")
    with copying(site) as copier:
        change(site)
        copier.wait_until_copied()
        server.kill()
        server.start()
        change(site)
        copier.wait_until_copied()
        assert differences(site, server) == []
        assert len(copies.histories(site.binlogs)) == 1


def test_a_server_that_was_created_again_begins_a_history_of_its_own(site: Installation, server: Server) -> None:
    with copying(site) as copier:
        change(site)
        copier.wait_until_copied()
        before = {path.name: path.read_bytes() for path in logs(site.binlogs)}
    server.kill()
    shutil.rmtree(server.directory / "data")
    server.start()
    site.execute("FLUSH BINARY LOGS")
    with copying(site) as copier:
        change(site)
        copier.wait_until_copied()
        assert differences(site, server) == []
    first, second = copies.histories(site.binlogs)
    assert {path.name: path.read_bytes() for path in copies.logs(first).values()} == before
    assert first != second


def test_what_was_copied_stays_while_it_is_copied_again(site: Installation) -> None:
    """The log is shorter at first, as after a slow start."""
    with copying(site) as copier:
        change(site)
        copier.wait_until_copied()
    log = logs(site.binlogs)[-1]
    log.write_bytes(log.read_bytes() + bytes(100))
    before = log.read_bytes()
    with copying(site) as copier:
        change(site)
        time.sleep(2)
        assert log.read_bytes()[: len(before) - 100] == before[:-100]
        assert log.stat().st_size >= len(before)


def test_complete_logs_are_encrypted(site: Installation, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    recipients, identity = site.keys()
    with copying(site, AGE_RECIPIENTS_FILE=str(recipients)) as copier:
        change(site)
        site.execute("FLUSH BINARY LOGS")
        copier.wait_until_copied()
        first = copies.histories(site.binlogs)[-1] / "binlog.000001.gz.age"
        while not first.exists() or first.with_name("binlog.000001").exists():
            time.sleep(0.05)
    assert [path.name for path in (site.binlogs / "incoming").iterdir()] == ["binlog.000002"]
    assert b"changes" not in first.read_bytes()
    monkeypatch.setenv("AGE_IDENTITY_FILE", str(identity))
    with copies.opened(first) as stream:
        plain = stream.read()
    assert plain == (server.directory / "data" / "binlog.000001").read_bytes()


def test_the_time_of_the_copy_is_exported(site: Installation) -> None:
    began = time.time()
    with copying(site, METRICS_FOLDER=str(site.folder)) as copier:
        copier.wait_until_copied()
    name, value = (site.folder / "numberplay_binlogs_copied_timestamp_seconds.prom").read_text().split()[-2:]
    assert name == "numberplay_binlogs_copied_timestamp_seconds"
    assert began - 1 <= float(value) <= time.time()


def test_a_server_without_a_binary_log_is_refused(tmp_path: Path) -> None:
    with FullMariaDBServer(durable=False) as server:
        site = Installation(server, tmp_path, migrated=False)
        done = site.run("copy-binlogs", site.binlogs)
        assert done.returncode == 1
        assert done.stderr == "The server writes no binary log: start it with --log-bin.\n"


def test_without_a_folder_no_metric_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("METRICS_FOLDER", raising=False)
    monkeypatch.chdir(tmp_path)
    metrics.write("numberplay_backup_timestamp_seconds", 1)
    assert list(tmp_path.iterdir()) == []

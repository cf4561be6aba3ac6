"""Point-in-time restores: the events that they replay, and the cases that they refuse."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from binlogs.copies import Refused, as_time, copied_until, first_event, histories
from binlogs.plan import seconds_of
from copying import Copying, copying, logs
from installation import Installation
from tests.processes.players import Account, Edge
from tests.processes.programs import Serve

UNTOUCHED = "Nothing was changed: numberplay is as it was."


def next_second() -> str:
    """A moment between everything that has happened before the call and everything that happens afterwards."""
    second = int(time.time()) + 1
    while time.time() < second:
        time.sleep(0.01)
    return as_time(second)


class Past:
    """One player plays before the backup, after it, and after the moment. The logs are being copied."""

    def __init__(self, site: Installation, edge: Edge, copier: Copying) -> None:
        self.site, self.edge, self.copier = site, edge, copier
        self.account: Account = edge.register()
        self.early = next_second()
        self.play(842)
        self.file = site.backup()
        self.play(902)
        site.execute("ALTER TABLE game_play COMMENT = 'changed'", "numberplay")
        site.execute("FLUSH BINARY LOGS")
        self.play(841)
        self.moment = next_second()
        self.play(2)
        site.execute("FLUSH BINARY LOGS")
        copier.wait_until_copied()
        self.end = next_second()

    def play(self, number: int) -> None:
        answer = self.edge.play(self.account, number)
        assert answer.status_code == 200, answer.text

    def numbers(self) -> list[int]:
        return [result["number"] for result in self.edge.results(self.account)]

    def restore(self, *words: object, **variables: str) -> None:
        done = self.site.run("restore", "--until", *words, FORCE="1", **variables)
        assert done.returncode == 0, done.stderr
        assert self.site.schemas() == set()

    def refused(self, *words: object, **variables: str) -> str:
        before = self.numbers()
        done = self.site.run("restore", "--until", *words, FORCE="1", **variables)
        assert (done.returncode, done.stdout) == (1, ""), done.stderr
        assert (self.numbers(), self.site.schemas()) == (before, set())
        assert UNTOUCHED in done.stderr
        return done.stderr


@pytest.fixture(scope="module")
def edge(site: Installation) -> Iterator[Edge]:
    with Serve(site.env) as serve, closing(Edge(serve)) as edge:
        yield edge


@pytest.fixture(scope="module")
def past(site: Installation, edge: Edge) -> Iterator[Past]:
    with copying(site) as copier:
        yield Past(site, edge, copier)


@pytest.fixture
def copied(past: Past, tmp_path: Path) -> Path:
    """Logs that a test may damage."""
    return Path(shutil.copytree(past.site.binlogs, tmp_path / "binlogs"))


def test_the_moment_is_before_the_backup(past: Past, tmp_path: Path) -> None:
    assert "The backup is newer: it " in past.refused(past.early, past.file)
    for file in past.site.backups.glob(f"{past.file.name}*"):  # other tests have made earlier ones
        shutil.copy(file, tmp_path)
    done = past.site.run("restore", "--until", past.early, FORCE="1", BACKUP_FOLDER=str(tmp_path))
    assert f"has no backup that was made before {past.early}" in done.stderr


@pytest.mark.parametrize("moment", ["yesterday", "2026-11-28", "2026-02-30 00:00:00", "2026-11-28 12:34:56.5"])
def test_the_moment_is_none(moment: str) -> None:
    with pytest.raises(Refused, match="is no moment in UTC such as '2026-11-28 12:34:56'"):
        seconds_of(moment)


def test_the_moment_is_after_what_was_copied(past: Past) -> None:
    end = copied_until(histories(past.site.binlogs)[-1])
    past.copier.wait_until_copied()
    later = as_time(int(time.time()) + 3600)
    said = past.refused(later, past.file)
    assert "The copied logs end at " in said
    assert as_time(end)[:13] in said


def missing(copied: Path) -> None:
    logs(copied)[1].unlink()


def first_missing(copied: Path) -> None:
    logs(copied)[0].unlink()


def of_another_server(copied: Path) -> None:
    history = histories(copied)[-1]
    history.rename(copied / f"another-{history.name.rpartition('-')[2]}")


def not_a_log(copied: Path) -> None:
    logs(copied)[1].write_bytes(b"not a log")


def of_another_history(copied: Path) -> None:
    """Removes an event: in the log of another history, events are at different positions."""
    log = logs(copied)[0]
    content, first = log.read_bytes(), first_event(log)
    assert first is not None
    second = first.end + int.from_bytes(content[first.end + 9 : first.end + 13], "little")
    log.write_bytes(content[: first.end] + content[second:])


FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a log is missing": (missing, "is missing in "),
    "the first log is missing": (first_missing, "is missing in "),
    "another server's": (of_another_server, "has no logs of the backup's server"),
    "not a log": (not_a_log, "is not a binary log"),
    "another history's": (of_another_history, "where the backup ends: it is of another server"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_bad_logs_change_nothing(past: Past, copied: Path, fault: str) -> None:
    damage, reason = FAULTS[fault]
    damage(copied)
    assert reason in past.refused(past.moment, past.file, BINLOG_FOLDER=str(copied))


def test_the_last_log_is_missing(past: Past, copied: Path) -> None:
    logs(copied)[2].unlink()
    assert "is missing or incomplete" in past.refused("latest", past.file, BINLOG_FOLDER=str(copied))


def test_a_backup_without_a_position_is_refused(past: Past) -> None:
    done = past.site.run("backup", past.site.folder / "without", BINLOG_POSITION="off")
    assert "you can't restore to a moment after it" in done.stderr
    assert "doesn't say its position" in past.refused(past.moment, Path(done.stdout.strip()))


def test_a_server_that_replays_nothing_is_noticed(past: Past) -> None:
    """As MySQL does without --skip-gtids."""
    assert "The server replayed none of " in past.refused(
        past.moment, past.file, FAULT="drop", FAULT_AT="--binary-mode"
    )


def test_a_replay_that_fails_halfway_changes_nothing(past: Past) -> None:
    said = past.refused(past.moment, past.file, FAULT="fail", FAULT_AT="--start-position=4 ")
    assert "The restore failed while replaying " in said


def test_it_replays_until_the_moment_and_then_needs_a_new_backup(past: Past) -> None:
    """The restores run in this order, because each one is in the logs of the next."""
    past.restore(past.moment)
    assert past.numbers() == [842, 902, 841]
    comment = "SELECT table_comment FROM information_schema.tables WHERE table_schema='numberplay' AND table_name="
    assert past.site.execute(f"{comment}'game_play'") == (("changed",),)
    past.play(4)
    past.copier.wait_until_copied()
    past.restore(past.moment, past.file)
    assert past.numbers() == [842, 902, 841]
    assert "The database was restored at " in past.refused("latest", past.file)
    past.site.backup()
    past.play(6)
    past.copier.wait_until_copied()
    past.restore("latest")
    assert past.numbers() == [842, 902, 841, 6]


def test_a_statement_that_names_the_schema_is_refused(past: Past) -> None:
    file = past.site.backup()
    past.site.execute("ALTER TABLE numberplay.game_play COMMENT = 'names it'")
    past.copier.wait_until_copied()
    assert "a statement names the schema: ALTER TABLE numberplay.game_play" in past.refused("latest", file)

"""A restore fails at each of its steps: the old data is still there and served, and the next restore succeeds."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import MySQLdb
import pytest

from databases import FullMariaDBServer
from installation import Installation
from tests.processes.players import Account, Edge
from tests.processes.programs import Serve

TABLE_FULL = "1114"
UNTOUCHED = "Nothing was changed: numberplay is as it was."
AS_OF_BACKUP = [842, 841]
SERVED = [*AS_OF_BACKUP, 902]


class Play:
    """A process that keeps serving. One player has played twice before the backup and once after it."""

    def __init__(self, site: Installation, edge: Edge) -> None:
        self.site, self._edge = site, edge
        self._account: Account = edge.register()
        for number in AS_OF_BACKUP:
            self.play(number)
        self.file = site.backup()
        self.play(902)

    def play(self, number: int) -> Any:
        answer = self._edge.play(self._account, number)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def numbers(self) -> list[int]:
        return [result["number"] for result in self._edge.results(self._account)]

    def refused(self, file: Path, **variables: str) -> str:
        """What it says."""
        done = self.site.run("restore", file, **{"FORCE": "1", **variables})
        assert (done.returncode, done.stdout) == (1, ""), done.stderr
        assert self.numbers() == SERVED
        assert self.site.schemas() == set()
        return done.stderr

    def succeeds(self) -> None:
        done = self.site.run("restore", self.file, FORCE="1")
        assert done.returncode == 0, done.stderr
        assert self.site.schemas() == set()
        assert self.numbers() == AS_OF_BACKUP
        assert self.play(4)["seq"] == len(AS_OF_BACKUP) + 1


@pytest.fixture(scope="module")
def edge(site: Installation) -> Iterator[Edge]:
    with Serve(site.env) as serve, closing(Edge(serve)) as edge:
        yield edge


@pytest.fixture
def served(site: Installation, edge: Edge) -> Play:
    return Play(site, edge)


def rewritten(file: Path, content: bytes) -> Path:
    """A backup with that content and a matching checksum."""
    changed = file.with_name("changed.sql.gz")
    changed.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    changed.with_name(f"{changed.name}.sha256").write_text(f"{digest}  {changed.name}\n")
    return changed


def edited(file: Path, *, old: bytes = b"", new: bytes = b"", before: bytes = b"") -> Path:
    text = gzip.decompress(file.read_bytes())
    assert old in text
    return rewritten(file, gzip.compress(before + text.replace(old, new, 1)))


def test_a_restore_while_it_is_served_needs_no_restart(served: Play) -> None:
    served.succeeds()


def test_the_restored_schema_is_complete(served: Play) -> None:
    """Foreign keys refer to the live tables, and no id is reused."""
    newest = served.site.execute("SELECT MAX(id) FROM numberplay.game_play")[0][0]
    served.succeeds()
    schemas = served.site.execute(
        "SELECT DISTINCT unique_constraint_schema FROM information_schema.referential_constraints "
        "WHERE constraint_schema = 'numberplay'"
    )
    assert schemas == (("numberplay",),)
    assert served.site.execute("SELECT MAX(id) FROM numberplay.game_play")[0][0] > newest


# The GTIDs that MySQL's client writes by default.
GTIDS = b"""\
SET @MYSQLDUMP_TEMP_LOG_BIN = @@SESSION.SQL_LOG_BIN;
SET @@SESSION.SQL_LOG_BIN= 0;
SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5,
4e11fa47-71ca-11e1-9e33-c80aa9429562:1-7';
"""


def test_gtids_are_neither_written_nor_restored(served: Play) -> None:
    text = gzip.decompress(served.file.read_bytes())
    assert b"GTID_PURGED" not in text
    assert b"SQL_LOG_BIN" not in text
    served.file = edited(served.file, before=GTIDS)
    served.succeeds()


BAD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "garbage": (lambda file: rewritten(file, b"not a backup"), "not in gzip format"),
    "cut off": (lambda file: rewritten(file, file.read_bytes()[:-2000]), "unexpected end of file"),
    "an unfinished dump": (
        lambda file: edited(file, old=b"-- Dump completed", new=b"-- "),
        "The file ends before its end.",
    ),
    "another database's": (
        lambda file: rewritten(file, gzip.compress(b"CREATE TABLE `wp_posts` (`id` int);\n-- Dump completed\n")),
        "It is no backup of NumberPlay",
    ),
    "one that names its schema": (
        lambda file: edited(file, before=b"USE `numberplay`;\n"),
        "The file names its own schema",
    ),
    "bad SQL": (lambda file: edited(file, old=b"CREATE TABLE `game_play`", new=b"CREATE TABEL `game_play`"), "1064"),
    "fewer rows than it says": (
        lambda file: edited(file, old=b"-- Dump completed", new=b"DELETE FROM `game_play`;\n-- Dump completed"),
        "game_play\t0",
    ),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_file_changes_nothing(served: Play, fault: str) -> None:
    make, reason = BAD[fault]
    said = served.refused(make(served.file))
    assert reason in said
    assert UNTOUCHED in said
    served.succeeds()


def test_a_wrong_password_changes_nothing(served: Play) -> None:
    said = served.refused(served.file, MYSQL_DEFAULTS_FILE=str(served.site.option_file("wrong")))
    assert "Access denied" in said
    assert UNTOUCHED in said


SWAP = "lock_wait_timeout = 2; RENAME TABLE"
# A part of the client's command line, for each step that uses it.
STEPS = {
    "looking": "information_schema.tables WHERE table_schema = 'numberplay'",
    "creating": "CREATE DATABASE `numberplay_restore_new_",
    "checking": "SELECT 'game_play', COUNT(*)",
    "preparing": "auto_increment",
    "swapping": SWAP,
}


@pytest.mark.parametrize("step", STEPS)
def test_a_server_lost_at_a_step_changes_nothing(served: Play, step: str) -> None:
    said = served.refused(served.file, FAULT="fail", FAULT_AT=STEPS[step])
    assert "Lost connection" in said
    assert UNTOUCHED in said
    served.succeeds()


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_a_step_changes_nothing(served: Play, step: str) -> None:
    served.site.kill_restore(served.file, "hang-before", STEPS[step])
    assert served.numbers() == SERVED
    served.succeeds()


def test_killed_while_it_loads_changes_nothing(served: Play) -> None:
    served.site.kill_restore(served.file, "hang-halfway", "cnf numberplay_restore_new_")
    assert served.numbers() == SERVED
    assert len(served.site.schemas()) == 1
    served.succeeds()


@pytest.mark.parametrize(
    ("fault", "at"),
    [
        pytest.param("hang-after", SWAP, id="swapping"),
        pytest.param("hang-before", "DROP DATABASE `numberplay_restore_new_", id="dropping"),
    ],
)
def test_killed_after_the_swap_it_is_restored(served: Play, fault: str, at: str) -> None:
    served.site.kill_restore(served.file, fault, at)
    assert served.numbers() == AS_OF_BACKUP
    served.succeeds()


def test_a_lost_answer_to_the_swap_is_looked_up(served: Play) -> None:
    done = served.site.run("restore", served.file, FORCE="1", FAULT="lose-answer", FAULT_AT=SWAP)
    assert done.returncode == 0, done.stderr
    assert served.numbers() == AS_OF_BACKUP


def test_a_transaction_that_stays_open_delays_the_swap(served: Play) -> None:
    at = served.site.at
    with closing(MySQLdb.connect(host=at.host, port=at.port, user=at.user, password=at.password)) as connection:
        connection.cursor().execute("SELECT COUNT(*) FROM numberplay.game_play")
        restore = served.site.start("restore", served.file, FORCE="1")
        assert restore.stderr is not None
        for line in restore.stderr:
            if line.startswith("Waiting for open transactions"):
                break
        assert served.numbers() == SERVED
    _, said = restore.communicate(timeout=60)
    assert restore.returncode == 0, said
    assert served.numbers() == AS_OF_BACKUP


def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    with FullMariaDBServer(durable=False) as server:
        site = Installation(server, tmp_path)
        with Serve(site.env) as serve, closing(Edge(serve)) as edge:
            play = Play(site, edge)
            fill(site)
            said = play.refused(play.file)
            assert "No more room in record file" in said
            assert UNTOUCHED in said


def fill(site: Installation) -> None:
    """Fills the file that new tables go to, except for a megabyte."""
    site.execute("SET GLOBAL innodb_file_per_table = 0")
    site.execute("CREATE DATABASE filler")
    site.execute("CREATE TABLE filler.filler (content LONGBLOB)")
    with pytest.raises(MySQLdb.OperationalError, match=TABLE_FULL):
        insert_for_ever(site)


def insert_for_ever(site: Installation) -> None:
    while True:
        site.execute("INSERT INTO filler.filler VALUES (REPEAT('x', 1000000))")

"""The servers that a backup has to work with: MariaDB, and MySQL with GTIDs if this machine has it."""

from __future__ import annotations

from pathlib import Path

from tests.services import MariaDBServer
from tests.services.binaries import find
from tests.services.mysql import MySQLServer, find_mysqld
from tests.services.server import Server


class GTIDServer(MySQLServer):
    """With GTIDs and a binary log, which are on by default in 9.7 and wherever there are replicas."""

    def _command(self) -> list[str]:
        return [*super()._command(), "--gtid-mode=ON", "--enforce-gtid-consistency=ON"]


class LoggedMariaDBServer(MariaDBServer):
    """With a binary log, which is off by default in MariaDB."""

    def _command(self) -> list[str]:
        return [*super()._command(), "--log-bin=binlog", "--server-id=1", "--binlog-format=ROW", "--sync-binlog=1"]


class FullMariaDBServer(MariaDBServer):
    """Has room for one small database, but not for a second copy: InnoDB then fails as on a full disk."""

    def _command(self) -> list[str]:
        return [*super()._command(), "--innodb-data-file-path=ibdata1:12M:autoextend:max:16M"]


def server_of(family: str, *, durable: bool = False) -> Server:
    return GTIDServer(durable=durable) if family == "MySQL" else LoggedMariaDBServer(durable=durable)


def clients(server: Server) -> dict[str, str]:
    """The client programs of the server's own family, because options differ between MySQL and MariaDB."""
    if isinstance(server, MySQLServer):
        folder = Path(find_mysqld() or "").parent
        return {name: str(folder / name) for name in ("mysql", "mysqldump", "mysqlbinlog")}
    return {
        "mysql": find("mariadb", package="mariadb-client"),
        "mysqldump": find("mariadb-dump", package="mariadb-client"),
        "mysqlbinlog": find("mariadb-binlog", package="mariadb-client"),
    }

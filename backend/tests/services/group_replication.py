"""MySQL Group Replication for the tests: three servers that all accept writes (multi-primary).

    with GroupReplication() as group:
        group.nodes[i].url        also kill(), stop(), freeze(), resume(), and start() (returns once it is online)

`options` are added to each server's command line, such as `--group-replication-consistency=AFTER`.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from typing import Self

from tests.services.mysql import MySQLServer
from tests.services.ports import HOST, free_port
from tests.services.server import READY_SECONDS
from tests.services.sql import NAME

GROUP = "5a6d1f2e-0b1c-4d3e-8f4a-6b7c8d9e0f10"
STATES = "SELECT MEMBER_STATE FROM performance_schema.replication_group_members"
STATE = f"{STATES} WHERE MEMBER_ID = @@server_uuid"


class GroupMember(MySQLServer):
    name = "Group Replication"

    def __init__(self, number: int, password: str, *, durable: bool, options: Sequence[str] = ()) -> None:
        super().__init__(durable=durable, password=password)
        self._number = number
        self._group_port = free_port()
        self._more = options
        self.peers: Sequence[GroupMember] = ()

    def start(self) -> None:
        bootstraps = self._is_first and not (self.directory / "data").exists()
        super().start()
        self._first_statements.unlink(missing_ok=True)
        self.query(f"SET GLOBAL group_replication_bootstrap_group = {int(bootstraps)}")
        self._join()
        self.query("SET GLOBAL group_replication_bootstrap_group = 0")

    def freeze(self) -> None:
        """Like `pause`: the kernel keeps its connections open, but nothing responds until `resume`."""
        self.pause()

    @property
    def state(self) -> str:
        return str(self.query(STATE)[0][0])

    @property
    def has_majority(self) -> bool:
        """Whether this member can reach more than half of its group's members."""
        states = [state for (state,) in self.query(STATES)]
        return 2 * states.count("ONLINE") > len(states)

    @property
    def _is_first(self) -> bool:
        return self is self.peers[0]

    def _create_data(self) -> None:
        """The others start with a copy, because creating a data directory takes several seconds."""
        if self._is_first:
            super()._create_data()
            statements = self._first_statements.read_text()
            self._first_statements.write_text(f"SET sql_log_bin = 0;\n{statements}")
            for peer in self.peers[1:]:
                shutil.copytree(self.directory / "data", peer.directory / "data")
                (peer.directory / "data" / "auto.cnf").unlink()  # the server's identity
                shutil.copy(self._first_statements, peer._first_statements)

    def _join(self) -> None:
        """The group rejects a restarted member until it has expelled the killed one, after five seconds."""
        import MySQLdb

        deadline = time.monotonic() + READY_SECONDS
        while self.state != "ONLINE":
            if time.monotonic() > deadline:
                raise RuntimeError(f"{self.name} is {self.state}:\n{self._tail()}")
            if self.state == "OFFLINE":
                with suppress(MySQLdb.Error):
                    self.query(f"START GROUP_REPLICATION USER = '{NAME}', PASSWORD = '{self.password}'")
            time.sleep(0.2)

    def _command(self) -> list[str]:
        group = {
            "plugin-load-add": "group_replication.so",
            "group-replication-group-name": GROUP,
            "group-replication-local-address": f"{HOST}:{self._group_port}",
            "group-replication-group-seeds": ",".join(f"{HOST}:{peer._group_port}" for peer in self.peers),
            "group-replication-start-on-boot": "OFF",
            "group-replication-single-primary-mode": "OFF",
            "group-replication-enforce-update-everywhere-checks": "ON",
            "group-replication-recovery-get-public-key": "ON",
            "group-replication-member-expel-timeout": "0",
            "report-host": HOST,
            "report-port": str(self.port),
            "server-id": str(self._number),
            "gtid-mode": "ON",
            "enforce-gtid-consistency": "ON",
            "innodb-buffer-pool-size": "64M",
        }
        return [*super()._command(), *(f"--loose-{name}={value}" for name, value in group.items()), *self._more]


class GroupReplication:
    def __init__(self, *, size: int = 3, durable: bool = False, options: Sequence[str] = ()) -> None:
        first = GroupMember(1, "", durable=durable, options=options)
        others = [
            GroupMember(number, first.password, durable=durable, options=options) for number in range(2, size + 1)
        ]
        self.nodes = [first, *others]
        for node in self.nodes:
            node.peers = self.nodes
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            for node in self.nodes:
                stack.enter_context(node)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *fault: object) -> None:
        self._stack.__exit__(*fault)  # type: ignore[arg-type]

"""Galera for the tests: three MariaDB servers that replicate synchronously, and HAProxy in front of them.

    with GaleraCluster() as cluster:
        cluster.url               through HAProxy, which sends everything to the first node that is in sync
        cluster.nodes[i].url      one node, past HAProxy
        cluster.nodes[i].kill()   also stop(), freeze(), resume(), and start() to come back (it returns once in sync)

The nodes start one after another, which takes about ten seconds. A node that was killed or stopped gets the missed
commits (IST) if the others still have it, and otherwise a copy of everything (SST, rsync). While at least one node is
running, any other may be started at any time.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from tests.services.binaries import ServiceMissing, find
from tests.services.haproxy import HAProxy
from tests.services.mariadb import MariaDBServer
from tests.services.ports import HOST, free_ports
from tests.services.sql import NAME

PROVIDER = Path("/usr/lib/galera/libgalera_smm.so")
SYNCED = "4"

# Evicts an unresponsive node after two seconds, as in deploy/ha. Galera's default is five.
TIMEOUTS = {
    "evs.keepalive_period": "PT0.5S",
    "evs.inactive_check_period": "PT0.5S",
    "evs.suspect_timeout": "PT2S",
    "evs.inactive_timeout": "PT4S",
    "evs.install_timeout": "PT4S",
}


class GaleraNode(MariaDBServer):
    name = "Galera"

    def __init__(self, password: str, *, durable: bool, options: Sequence[str] = ()) -> None:
        if not PROVIDER.exists():
            raise ServiceMissing(f"{PROVIDER} is missing; on Debian: apt-get install galera-4")
        find("rsync", package="rsync")
        super().__init__(durable=durable, password=password)
        self.group_port, self._ist_port, self._sst_port = free_ports(3)
        self.peers: Sequence[GaleraNode] = ()
        self._more = options
        self._is_first_start = True

    def start(self) -> None:
        super().start()
        self._first_statements.unlink(missing_ok=True)  # otherwise, they would be replicated to the others each time
        self._is_first_start = False

    def freeze(self) -> None:
        """Like `pause`: the kernel keeps its connections open, but nothing responds until `resume`."""
        self.pause()

    def status(self, variable: str) -> str:
        """One of the server's status variables, which is also available without a majority. Raises MySQLdb.Error."""
        return str(self.query(f"SHOW GLOBAL STATUS LIKE '{variable}'")[0][1])

    @property
    def sessions(self) -> int:
        """How many connections of the product are open on this node."""
        return len([row for row in self.query("SHOW PROCESSLIST") if row[1] == NAME]) - 1

    def _create_data(self) -> None:
        """Creates only the first node's data; the others copy it when they join."""
        if self._bootstraps():
            super()._create_data()
        else:
            (self.directory / "data").mkdir()
            for directory in (self.directory, self.directory / "data"):
                self._own(directory)

    def _bootstraps(self) -> bool:
        return self._is_first_start and self is self.peers[0]

    def _answers(self) -> bool:
        import MySQLdb

        try:
            return super()._answers() and self.status("wsrep_local_state") == SYNCED
        except MySQLdb.Error as error:
            raise OSError from error

    def _command(self) -> list[str]:
        provider = {
            "gmcast.listen_addr": f"tcp://{HOST}:{self.group_port}",
            "ist.recv_addr": f"{HOST}:{self._ist_port}",
            "gcache.size": "32M",
            **TIMEOUTS,
        }
        return [
            *super()._command(),
            "--binlog-format=ROW",
            "--innodb-autoinc-lock-mode=2",
            "--wsrep-on=ON",
            f"--wsrep-provider={PROVIDER}",
            f"--wsrep-provider-options={';'.join(f'{name}={value}' for name, value in provider.items())}",
            f"--wsrep-cluster-address=gcomm://{','.join(f'{HOST}:{node.group_port}' for node in self.peers)}",
            f"--wsrep-node-address={HOST}:{self.group_port}",
            f"--wsrep-node-incoming-address={HOST}:{self.port}",
            "--wsrep-sst-method=rsync",
            f"--wsrep-sst-receive-address={HOST}:{self._sst_port}",
            *self._more,
            *(["--wsrep-new-cluster"] if self._bootstraps() else self._position()),
        ]

    def _position(self) -> list[str]:
        """The position at which this node stopped. A killed node recovers it from its log, to avoid a full copy."""
        if self._is_first_start:
            return []
        command = [*MariaDBServer._command(self), "--wsrep-recover"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
        position = re.search(r"Recovered position: (\S+)", done.stderr)
        return [f"--wsrep-start-position={position[1]}"] if position else []


class GaleraCluster:
    def __init__(self, *, size: int = 3, durable: bool = False, options: Sequence[str] = ()) -> None:
        """`options` are added to each server's command line, such as `--wsrep-sync-wait=1`."""
        first = GaleraNode("", durable=durable, options=options)
        others = [GaleraNode(first.password, durable=durable, options=options) for _ in range(size - 1)]
        self.nodes = [first, *others]
        for node in self.nodes:
            node.peers = self.nodes
        self.proxy = HAProxy([node.port for node in self.nodes])
        self._stack = ExitStack()

    @property
    def url(self) -> str:
        return self.nodes[0].url_at(self.proxy.port)

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            for server in (*self.nodes, self.proxy):
                stack.enter_context(server)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *fault: object) -> None:
        self._stack.__exit__(*fault)  # type: ignore[arg-type]

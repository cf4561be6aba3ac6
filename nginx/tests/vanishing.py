"""A client of the edge vanishes: the kernel drops every packet to and from it.

Run this in a network namespace of its own (`python vanishing.py FOLDER`). Prints what the test expects.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path

from conftest import started
from tests.processes import players
from tests.processes.event_listener import EventListener
from tests.processes.programs import UNLIMITED, Serve, environment
from tests.processes.stage import fresh_database
from tests.services.binaries import find
from tests.services.ports import HOST

RETRIES = Path("/proc/sys/net/ipv4/tcp_retries2")
FREE_SECONDS = 60


def main(folder: str) -> None:
    subprocess.run([find("ip", package="iproute2"), "link", "set", "lo", "up"], check=True)
    RETRIES.write_text("3")  # 3 s; Compose sets 25 s
    with ExitStack() as stack:
        url = stack.enter_context(fresh_database(Path(folder)))
        serve = stack.enter_context(Serve(environment(DATABASE_URL=url, **UNLIMITED)))
        address = f"{HOST}:{serve.port}"
        port = started(stack, SOCKET=address, SOCKET_SERVERS=f"server {address};").port
        api = stack.enter_context(closing(players.Edge(serve)))
        account = api.register()
        with closing(EventListener(port, account)) as stream:
            api.play(account, 842)
            stream.wait_for(1)
            drop(stream.port)
            api.play(account, 841)
            print(f"sockets: {api.sockets():.0f}")
            players.wait_until(lambda: api.sockets() == 0, FREE_SECONDS)
            print(f"received: {stream.seqs}")


def drop(port: int) -> None:
    iptables = find("iptables", package="iptables")
    for end in ("--sport", "--dport"):
        subprocess.run([iptables, "-A", "INPUT", "-p", "tcp", end, str(port), "-j", "DROP"], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""`python -m benchmarks.pages [--before DIR]` measures the CPU that a page load costs the server of the web app.

With `--before`, another checkout's server takes turns with this one's, so that other load on the machine affects both.
Both must be built. `file` is the page alone; `page load` includes every file that its HTML references, as for a new
visitor. Loads through the edge count the CPU of nginx and of the web app behind it.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, suppress
from pathlib import Path

from benchmarks.figures import spread, text
from benchmarks.meters import cpu_of
from benchmarks.progress import say
from benchmarks.system import ROOT
from edge import Edge
from tests.services.ports import HOST
from tests.services.server import Server

PAGES = ("/", "/login", "/register", "/play")
HEADERS = {"Accept-Encoding": "gzip, deflate, br, zstd", "Accept-Language": "en-US,en;q=0.9"}
NAMED = re.compile(r'<(?:script|link)[^>]+(?:src|href)="(/_next/static/[^"]+)"')
BUILDS = ("build/server.cjs", ".next/standalone/frontend/server.js")


class WebApp(Server):
    name = "web app"

    def __init__(self, checkout: Path) -> None:
        super().__init__()
        files = [checkout / "frontend" / build for build in BUILDS]
        self._file = next(file for file in files if file.exists())

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def _command(self) -> list[str]:
        return ["node", str(self._file)]

    def _environment(self) -> Mapping[str, str]:
        ours = {"PORT": str(self.port), "HOSTNAME": HOST, "NODE_ENV": "production"}
        return {"PATH": os.environ["PATH"], **ours}

    def _answers(self) -> bool:
        with suppress(http.client.HTTPException), closing(http.client.HTTPConnection(HOST, self.port)) as connection:
            connection.request("GET", "/login", headers=HEADERS)
            return connection.getresponse().status == http.client.OK
        return False


def milliseconds(servers: tuple[Server, ...], path: str, *, loads: int, with_files: bool) -> float:
    """The cost per load, over one keep-alive connection."""
    with closing(http.client.HTTPConnection(HOST, servers[0].port)) as connection:
        paths = [path, *(files_of(connection, path) if with_files else ())]
        with cpu_of(*servers) as spent:
            for _ in range(loads):
                for each in paths:
                    read(connection, each, HEADERS)
    return sum(spent.values()) / loads * 1000


def files_of(connection: http.client.HTTPConnection, path: str) -> list[str]:
    html = read(connection, path, {"Accept-Encoding": "identity"}).decode()
    return sorted(set(NAMED.findall(html)))


def read(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> bytes:
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    if response.status != http.client.OK:
        raise RuntimeError(f"{path}: {response.status}")
    return body


def rows(contenders: dict[str, tuple[Server, ...]], *, loads: int, rounds: int) -> Iterator[str]:
    for path in PAGES:
        for with_files in (False, True):
            costs: dict[str, list[float]] = {name: [] for name in contenders}
            for _ in range(rounds):
                for name, servers in contenders.items():
                    costs[name].append(milliseconds(servers, path, loads=loads, with_files=with_files))
            what = "page load" if with_files else "file"
            say(f"{path} {what}")
            yield f"| `{path}`, {what} | " + " | ".join(text(spread(each), 3) for each in costs.values()) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--before", type=Path, help="another checkout, with a build of its web app")
    parser.add_argument("--loads", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with ExitStack() as stack:
        contenders: dict[str, tuple[Server, ...]] = {}
        if options.before:
            contenders["before"] = (stack.enter_context(WebApp(options.before)),)
        web = stack.enter_context(WebApp(ROOT))
        address = f"{HOST}:{web.port}"
        edge = stack.enter_context(Edge(FRONTEND=address, UPSTREAMS="groups", **groups(address)))
        contenders |= {"web app": (web,), "edge": (edge, web)}
        lines = list(rows(contenders, loads=options.loads, rounds=options.rounds))
    print("| CPU, ms | " + " | ".join(contenders) + " |")
    print("| --- " * (len(contenders) + 1) + "|")
    print("\n".join(lines))


def groups(frontend: str) -> dict[str, str]:
    """The edge checks that its other upstreams have an address, but sends them no requests."""
    nobody = f"server {HOST}:9;"
    return {"HTTP_SERVERS": nobody, "SOCKET_SERVERS": nobody, "FRONTEND_SERVERS": f"server {frontend};"}


if __name__ == "__main__":
    main()

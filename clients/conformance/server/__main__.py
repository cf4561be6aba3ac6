"""python -m conformance.server [--only THEME/NAME] [--without NEED] -- COMMAND…   plays cases to a client program."""

from __future__ import annotations

import argparse
import asyncio
import sys

from conformance.server.case import cases
from conformance.server.play_case import verdict


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m conformance.server", description=__doc__)
    parser.add_argument("--only", default="", help="the beginning of THEME/NAME")
    parser.add_argument("--without", help="leaves out the cases that need this")
    parser.add_argument("--no-websocket", action="store_true", help="for a client that has none")
    parser.add_argument("command", nargs="+", help="starts the client program")
    options = parser.parse_args()
    failed = 0
    for case in cases():
        if case.id.startswith(options.only) and (case.needs is None or case.needs != options.without):
            played = case.without_websocket() if options.no_websocket else case
            found = asyncio.run(verdict(played, options.command))
            failed += bool(found)
            print("failed" if found else "passed", case.id, *found, sep="\n    " if found else " ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

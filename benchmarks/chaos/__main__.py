"""`python -m benchmarks.chaos`, or `make chaos`: exit status 1 if any two ledgers differ."""

from __future__ import annotations

import asyncio
import logging
import shlex
import signal
import sys

from benchmarks.chaos import report
from benchmarks.chaos.options import Options, parse
from benchmarks.chaos.outcome import Outcome
from benchmarks.chaos.processes import use_backend
from benchmarks.chaos.run import run
from benchmarks.progress import say


def main() -> int:
    options = parse(sys.argv[1:])
    logging.getLogger("websockets").setLevel(logging.CRITICAL)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    use_backend(options.backend)
    say(f"seed {options.seed}: SEED={options.seed} repeats the faults, {shlex.join(sys.argv[1:])}")
    try:
        outcomes = asyncio.run(_all(options))
    except KeyboardInterrupt:
        say("interrupted")
        return 130
    table = report.text(outcomes, options.cluster)
    report.save(outcomes, options.folder)
    if options.into is not None:
        report.insert(options.into, table)
    print(table)
    for outcome in outcomes:
        print("\n".join(report.differences(outcome)))
    different = sum(len(outcome.differences) for outcome in outcomes)
    print(f"{different} differences" if different else "The ledgers agree.")
    return 1 if different else 0


async def _all(options: Options) -> list[Outcome]:
    outcomes = []
    for plan in options.plans:
        say(plan.name)
        outcomes.append(await run(plan, options.seed, options.cluster))
    return outcomes


if __name__ == "__main__":
    sys.exit(main())
